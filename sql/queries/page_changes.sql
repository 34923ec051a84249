-- one row a value of $year in the scope that changed much, greatest change first; small bases are left out,
-- and indicators of which more is neither better nor worse (sizes, and people by education or certificate)
with scoped as (
  select unit_year.*, indicators.name_zh, indicators.measure
  from unit_year
  join units using (unit_id)
  join indicators using (indicator_code)
  where unit_year.year = $year
    and change_rate is not null
    and change <> 0
    and indicators.measure <> 'rate'
    and indicators.better <> 'none'
    and not (unit_year.unit = '元' and abs(previous_value) < 10000)
    and not (unit_year.unit <> '元' and abs(previous_value) < 10)
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, placed as (
  select *, row_number() over (partition by change_rate > 0 order by abs(change_rate) desc, unit_name) as place
  from scoped
)
select *
from placed
where place <= $limit
order by change_rate > 0 desc, place * if(change_rate > 0, 1, -1)

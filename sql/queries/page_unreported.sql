-- one row a unit of the scope that did not report in $year, with the last year that it did
with last_reports as (
  select unit_id, max(year) as last_year
  from unit_years
  where reported
  group by unit_id
)
select unit_years.unit_id, units.unit_name, last_reports.last_year
from unit_years
join units using (unit_id)
left join last_reports using (unit_id)
where year = $year
  and not reported
  and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
order by unit_name

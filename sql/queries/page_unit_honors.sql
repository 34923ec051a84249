-- one row a title that the unit or a part of it won up to $year, newest first
-- Reports repeat a title: it counts once a year, and not again without a year where a year is known.
with own as (
  select honor_id, year, title, level, recipient, body
  from honors
  where unit_id = $unit
    and in_facts
    and (year is null or year <= $year)
)
select *
from own
where year is not null
  or title not in (select title from own where year is not null)
qualify row_number() over (partition by year, level, title order by honor_id) = 1
order by year desc nulls last, level, title

-- one row a title that the unit or a part of it won up to $year, newest first
select honor_id, year, title, level, recipient, body
from honors
where unit_id = $unit
  and in_facts
  and (year is null or year <= $year)
order by year desc nulls last, level, title

-- one row an honor won in $year, with its place in the reports
select
  honors.unit_name, units.unit_type, honors.title, honors.level, honors.year, honors.body, honors.recipient,
  honors.source_name, honors.paragraph_no, honors.quote
from honors
join units using (unit_id)
where honors.in_facts
  and honors.year = $year
order by honors.unit_name, honors.title

-- one row a year that any report is about, in order; a year that is only spoken of (a plan) is none
select year, report_count, unit_count
from years
where report_count > 0
order by year

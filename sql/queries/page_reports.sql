-- one row a report, newest first, at most $limit
select
  report_id, unit_name, source_name, report_no, period_start, period_end, coded_count, honor_count, copy_of_report_id
from reports
order by period_end desc nulls last, unit_name, source_name, report_no
limit $limit

-- one row: how much the version holds, for whoever built it
select
  (select count(*) from documents) as documents,
  count(*) as reports,
  count(*) filter (duplicate_of is not null or copy_of_report_id is not null) as copies,
  (select count(*) from findings) as findings,
  (select count(*) from failures) as failures
from reports

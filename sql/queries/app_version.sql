-- one row: the version that is open, and the years that its reports are about
with span as (
  select min(year) as first_year, max(year) as last_year
  from years
  where report_count > 0
)
, counted as (
  select count(*) as unit_count
  from units
)
select version.version_no, version.built_at, span.first_year, span.last_year, counted.unit_count
from version, span, counted

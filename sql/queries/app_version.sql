-- one row: the version that is open, and what it covers
with span as (
  select min(year) as first_year, max(year) as last_year
  from years
)
, counted as (
  select count(*) as unit_count
  from units
)
select version.version_no, version.built_at, span.first_year, span.last_year, counted.unit_count
from version, span, counted

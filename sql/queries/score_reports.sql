-- one row a report of the named sources, for scoring against gold files
select source_name, char_start, char_end, unit_name, period_start, period_end
from reports
where source_name in (select unnest($sources))
order by source_name, char_start

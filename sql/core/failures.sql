-- grain: one row a file that could not be read
select source_name, reason, found, expected, remedy, source_path, failed_at
from staging.failures
order by source_path

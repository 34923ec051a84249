-- one row a quantity of the named sources, for scoring against gold files
select source_name, char_start, char_end, quote, value, unit, qualifier, indicator_code, period_start, period_end, per
from mentions
where source_name in (select unnest($sources))
order by source_name, char_start, char_end

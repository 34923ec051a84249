-- one row a title of the named sources, for scoring against gold files
select source_name, char_start, char_end, title, level, year
from honors
where source_name in (select unnest($sources))
order by source_name, char_start, char_end, year

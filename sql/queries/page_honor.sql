-- one row at most: a title by its id, with its report
select honors.*, reports.report_id, reports.char_start as report_start, reports.char_end as report_end
from honors
join reports on reports.document_id = honors.document_id
  and honors.char_start >= reports.char_start
  and honors.char_start < reports.char_end
where honor_id = $value
limit 1

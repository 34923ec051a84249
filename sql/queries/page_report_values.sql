-- one row a quantity or a title read in a report, in the order of the text
with doubts as (
  select mention_id, kind
  from findings
  where document_id = $document or other_document_id = $document
  union
  select other_mention_id, kind
  from findings
  where document_id = $document or other_document_id = $document
)
, conflicting as (
  select distinct mention_id
  from doubts
  where kind = 'conflicting'
)
, quantities as (
  select * from mentions where document_id = $document and report_no = $report_no
  union all
  select * from placeholders where document_id = $document and report_no = $report_no
)
, items as (
  select
    mention_id as value_id, char_start, char_end, quote, paragraph_no, indicator_code,
    name_zh as name, if(mention_id in (select mention_id from conflicting), 'conflicting', state) as state,
    value, quantities.unit, qualifier, per, 'quantity' as form
  from quantities
  left join indicators using (indicator_code)
  union all
  select
    honors.honor_id, honors.char_start, honors.char_end, honors.quote, honors.paragraph_no, null,
    honors.title, 'reported', null, '', 'exact', 'total', 'honor'
  from honors
  join reports on reports.document_id = honors.document_id
    and honors.char_start >= reports.char_start
    and honors.char_start < reports.char_end
  where honors.document_id = $document
    and reports.report_no = $report_no
)
select *
from items
order by char_start, form, value_id

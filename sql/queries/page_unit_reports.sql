-- one row a report of the unit, newest first, with what was read in it and what a person should look at
with doubts as (
  select mention_id
  from findings
  where kind in ('conflicting', 'placeholder')
  union
  select other_mention_id
  from findings
  where kind = 'conflicting'
)
, pending as (
  select document_id, report_no, count(*) as pending_count
  from (
    select document_id, report_no, mention_id from mentions
    union all
    select document_id, report_no, mention_id from placeholders
  )
  where mention_id in (select mention_id from doubts)
  group by document_id, report_no
)
select
  reports.report_id, reports.document_id, reports.report_no, reports.source_name, reports.period_start, reports.period_end,
  reports.mention_count, reports.coded_count, reports.honor_count, reports.copy_of_report_id,
  coalesce(pending.pending_count, 0) as pending_count, documents.ingested_at
from reports
join documents using (document_id)
left join pending on pending.document_id = reports.document_id and pending.report_no = reports.report_no
where unit_id = $unit
order by period_end desc nulls last, source_name, reports.report_no

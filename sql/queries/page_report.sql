-- one row at most: a report by its id, with its document's text
select
  reports.*, documents.text, documents.format, documents.ingested_at, original.source_name as copied_from
from reports
join documents using (document_id)
left join reports as original on original.report_id = reports.copy_of_report_id
where reports.report_id = $report

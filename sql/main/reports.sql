-- grain: one row a report
with counted as (
    select
        report_id,
        count(*) filter (value is not null) as mention_count,
        count(*) filter (value is not null and indicator_code is not null) as coded_count
    from core.mentions
    group by report_id
),

honored as (
    select report_id, count(*) as honor_count
    from core.honors
    group by report_id
)

select
    r.source_name, r.report_no, r.char_start, r.char_end, r.written_unit_name as unit_name, r.title_level,
    r.period_start, r.period_end, r.duplicate_of, r.document_id, r.report_id, r.unit_id, r.copy_of_report_id,
    coalesce(c.mention_count, 0) as mention_count,
    coalesce(c.coded_count, 0) as coded_count,
    coalesce(h.honor_count, 0) as honor_count,
    r.year_start,
    r.year_end
from core.reports as r
left join counted as c using (report_id)
left join honored as h using (report_id)

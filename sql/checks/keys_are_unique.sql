-- grain: one row a key that stands more than once
with keys as (
    select 'documents' as relation, document_id as key from core.documents
    union all
    select 'reports', report_id from core.reports
    union all
    select 'mentions', mention_id from core.mentions
    union all
    select 'honors', honor_id from core.honors
    union all
    select 'indicators', indicator_code from core.indicators
    union all
    select 'paragraphs', document_id || '#' || paragraph_no from core.paragraphs
    union all
    select 'unit_year', concat_ws('#', unit_id, indicator_code, year) from mart.unit_year
    union all
    select 'unit_span', concat_ws('#', unit_id, indicator_code, period_start, period_end) from mart.unit_span
    union all
    select 'unit_years', concat_ws('#', unit_id, year) from mart.unit_years
    union all
    select 'units', unit_id from mart.units
    union all
    select 'years', year::text from mart.years
),

repeated as (
    select relation, key, count(*) as times
    from keys
    group by relation, key
    having count(*) > 1
)

select * from repeated

-- grain: one row a report, with the unit it belongs to; who gives no real name is a unit of its own a document
with named as (
    select
        r.report_id,
        r.document_id,
        d.source_name,
        count(*) over (partition by r.document_id) as report_count,
        r.report_no,
        coalesce(own.written, hint.written, placeholder.written) as written,
        coalesce(own.unit_id, hint.unit_id) as unit_id
    from staging.reports as r
    join staging.documents as d using (document_id)
    left join source.unit_names as own on own.written = r.unit_name and own.unit_id is not null
    left join source.unit_names as hint on hint.written = d.hint_unit and hint.unit_id is not null
    left join source.unit_names as placeholder on placeholder.written = r.unit_name and placeholder.shown is not null
),

resolved as (
    select
        n.report_id,
        n.document_id,
        coalesce(
            n.unit_id,
            'u-' || n.document_id || coalesce('-' || left(sha256(u.shown), 4), '-' || n.report_no)
        ) as unit_id,
        coalesce(
            u.unit_name,
            u.shown || '（' || n.source_name || '）',
            '未署名单位（' || n.source_name || if(n.report_count > 1, ' 第' || n.report_no || '篇', '') || '）'
        ) as unit_name,
        n.unit_id is not null as is_named,
        u.unit_type,
        u.region,
        u.level
    from named as n
    left join source.unit_names as u using (written)
)

select * from resolved

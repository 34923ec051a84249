-- grain: one row a period that ends before it begins or is half known
with periods as (
    select mention_id as key, period_start, period_end from core.mentions
    union all
    select report_id, period_start, period_end from core.reports
)

select * from periods
where period_start > period_end
    or (period_start is null) <> (period_end is null)

-- grain: one row a unit
with units as (
    select
        unit_id,
        min(unit_name) as unit_name,
        bool_or(is_named) as is_named,
        min(unit_type) as unit_type,
        min(region) as region,
        min(unit_level) as level
    from core.reports
    group by unit_id
)

select * from units
order by unit_id

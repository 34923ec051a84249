-- grain: one row a unit
with units as (
    select
        unit_id,
        any_value(unit_name order by unit_name) as unit_name,
        bool_or(is_named) as is_named,
        any_value(unit_type order by unit_name) as unit_type,
        any_value(region order by unit_name) as region,
        any_value(level order by unit_name) as level
    from core.report_units
    group by unit_id
)

select * from units
order by unit_id

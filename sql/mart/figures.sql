-- grain: one row a value and unit of measure that the marts hold, as a report writes it (12.3万元, 1,260万米, 98.5%)
-- The look's number forms, as dashboard/numbers.py has them: two decimals, from 1万 three digits, rates never divided.
with told as (
    select value, unit from mart.unit_year where value is not null
    union
    select previous_value, unit from mart.unit_year where previous_value is not null
),

scaled as (
    select
        value,
        unit,
        case
            when unit = '%' or abs(value) < 10000 then 1
            when abs(value) >= 99995000 then 100000000
            else 10000
        end as divisor,
        abs(value) / divisor as size,
        case
            when unit = '%' then 1
            when divisor = 1 then 2
            when size >= 99.95 then 0
            when size >= 9.995 then 1
            else 2
        end as decimals,
        case divisor when 1 then '' when 10000 then '万' else '亿' end as scale
    from told
),

printed as (
    select
        value,
        unit,
        -- Halves go up, as readers expect.
        format('{:,.2f}', round(size + 1e-9, decimals)) as digits,
        if(value < 0, '−', '') || regexp_replace(digits, '\.?0+$', '') || scale || unit as text
    from scaled
)

select * exclude (digits) from printed

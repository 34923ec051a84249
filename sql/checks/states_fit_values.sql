-- grain: one row a value whose state contradicts it
select unit_id, indicator_code, year, state, value, value_low, value_high
from mart.unit_year
where state not in ('reported', 'approximate', 'cumulative', 'zero', 'placeholder', 'conflicting')
    or (value is null) <> (state in ('placeholder', 'conflicting'))
    or (state = 'conflicting' and coalesce(value_low >= value_high, true))
    or (state = 'zero' and value <> 0)
    or (change is not null and state not in ('reported', 'approximate', 'zero'))

-- one row at most: a value by its id, with its report, its indicator and what its unit wrote the year before
with found as (
  select * from mentions where mention_id = $value
  union all
  select * from placeholders where mention_id = $value
)
, joined as (
  select
    found.*, reports.report_id, reports.char_start as report_start, reports.char_end as report_end,
    reports.period_start as report_year_start, reports.period_end as report_year_end,
    indicators.name_zh, indicators.theme_zh, indicators.aggregate, indicators.measure as indicator_measure,
    units.unit_type
  from found
  join reports on reports.document_id = found.document_id and reports.report_no = found.report_no
  left join indicators using (indicator_code)
  left join units on units.unit_id = found.unit_id
)
select *
from joined

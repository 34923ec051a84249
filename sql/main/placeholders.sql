-- grain: one row a quantity whose digits were lost
select
    source_name, report_no, quote, char_start, char_end, value, unit, qualifier, indicator_code, period_start, period_end,
    per, state, confidence, document_id, mention_id, unit_id, unit_name, measure, is_total, period_source, score,
    runner_up, runner_up_score, rule, subject, paragraph_no, in_facts,
    is_part
from core.mentions
where value is null

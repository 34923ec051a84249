-- grain: one row a share (占职工总数的96.6%) that the whole and the part in its sentence contradict
-- Only where all three are exact and stand together: the part right before 占, the whole before it in the sentence.
with neighbours as (
    select
        *,
        lag(mention_id) over document_order as part_id,
        lag(value) over document_order as part_value,
        lag(unit) over document_order as part_unit,
        lag(qualifier) over document_order as part_qualifier,
        lag(char_start) over document_order as part_start,
        lag(char_end) over document_order as part_end,
        lag(is_part) over document_order as is_called_part
    from core.mentions
    semi join (from core.reports where copy_of_report_id is null) using (report_id)
    window document_order as (partition by report_id order by char_start)
),

-- Offsets first: they spare the search in texts.
shares as (
    select n.*, d.text[n.part_end + 1:n.char_start] as between
    from neighbours as n
    join core.documents as d using (document_id)
    where n.unit = '%'
        and n.qualifier = 'exact'
        and n.value between 0.1 and 100
        and n.part_qualifier = 'exact'
        and n.part_value > 0
        and n.part_unit in ('人', '户', '个', '名', '家', '件', '支', '项', '辆', '台')
        and n.char_start - n.part_end <= 16
),

-- 占, then nothing, or the noun of the whole: 占职工总数的.
told as (
    select
        *,
        regexp_extract(between, '^[^，。；;\n]{0,4}[，,、\s]?约?占(?:总|全部?)?([^，。；;、\n]{0,10}?)(?:总?人?数|总量)?的?(?:比例?)?[为達达]?$', 1) as noun,
        round(value, 6) as rate,
        -- Some cut the share off instead of rounding it.
        pow(10, -length(regexp_extract(quote, '\d[.．](\d+)', 1))) as rounding
    from shares
    where regexp_matches(between, '^[^，。；;\n]{0,4}[，,、\s]?占[^，。；;、\n]{0,14}$')
),

wholes as (
    select
        t.*,
        w.mention_id as whole_id,
        w.value as whole_value,
        w.quote as whole_quote,
        w.subject as whole_subject,
        p.quote as part_quote,
        d.text[w.char_end + 1:t.part_start] as from_whole,
        regexp_extract(d.text[greatest(w.char_start - 11, 1):w.char_start], '[^，。；;、\n]*$')
        || regexp_extract(d.text[w.char_end + 1:w.char_end + 8], '^[^，。；;、\n]*') as clause
    from told as t
    join core.mentions as p on p.mention_id = t.part_id
    join core.mentions as w
        on w.report_id = t.report_id
        and w.unit = t.part_unit
        and w.char_end <= t.part_start
        and t.part_start - w.char_end <= 80
    join core.documents as d on d.document_id = t.document_id
    where w.qualifier = 'exact'
        and w.value > t.part_value
        and not w.is_part
),

-- The whole is the noun that 占 names (职工总数), or, where it names none, the value of which the text calls this one a part.
sure as (
    select *
    from wholes
    where not regexp_matches(from_whole, '[。！？!?\n]')
        and if(
            length(noun) >= 2,
            position(right(noun, 2) in clause) > 0,
            is_called_part and noun = ''
        )
    -- Two wholes that would do: neither is sure, unless one of them fits.
    qualify count(*) over (partition by mention_id) = 1
),

mismatched as (
    select
        unit_id, indicator_code, period_start, period_end, document_id, mention_id, quote, part_quote, whole_id, whole_quote,
        100 * part_value / whole_value as computed
    from sure
    where abs(100 * part_value / whole_value - rate) > rounding + 1e-9
)

select * from mismatched

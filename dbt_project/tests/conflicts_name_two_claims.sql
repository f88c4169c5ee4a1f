-- why: a disagreement that does not show both sides cannot be checked by hand, and one claim disagrees with nobody.
with conflicts as (
    select * from {{ unproved(ref('conflicts')) }}
)

select
    conflict_id,
    kind,
    label
from conflicts
where len(claims) < 2 or len(list_distinct(list_transform(claims, lambda claim: claim.value_text))) < 2

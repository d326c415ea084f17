# shellcheck shell=bash
# What is decided before it is recorded: read by `run`. Each stack NAME has `decide_NAME`, which
# makes NAME.stack.yaml here, and `expect_NAME`, which says in TITLES and STATES what a reader of
# its records must see.
# shellcheck disable=SC2034
TITLES=() STATES=()

# Titles that are harmless in a heading: every reader shows them as they are.
PLAIN=(
    'Stores: search & filters'
    'Vectors | rows / columns'
    'Search # of "quoted" words'
    '- a dash before it'
    '# a hash before it'
    '2. a number before it'
    '向量数据库的选择'
    '🚀🔥'
    'CON'
    "$(printf 'long words %.0s' {1..18})end"
)
# Titles that markdown would take for more than text: who reads the bare line may see the escapes.
# shellcheck disable=SC2016
MARKED=(
    'Lists [of] things, [see](this)'
    'The `code` of *stars* and __lines__'
    'Angles <b> and <!-- and C:\temp'
)
STATUSES=(accepted proposed deprecated draft accepted accepted accepted proposed accepted rejected
    accepted accepted accepted)
# Words of other people that look like gaps of a template to the linter of `adrs`.
GAPS=('TODO' 'TBD' 'to be determined' 'to be decided' 'fill in' 'placeholder' 'describe'
    'add content' 'write here' 'xxx' 'lorem ipsum' 'and so on...' '[insert' '<insert')

# The usual ways to decide, with the built-in library.
decide_everyday() {
    local vectors=databases-vector#choosing-a-vector-engine
    local times=databases-timeseries#choosing-a-time-series-engine
    ours stack new everyday
    ours stack facts vectors=30M uses=postgresql engineers=6
    ours walk "$vectors" --answer Complex --and Already --adopt --choose Qdrant
    ours compare FastAPI Litestar Flask --weight Requests/sec=5 --weight Strength=3 \
        --score FastAPI:Strength=4 --score Litestar:Strength=5 --adopt FastAPI
    ours stack adopt cache Valkey --because 'it has the licence we want'
    ours stack reasons cache --decided-by 'Ada: the first' --decided-by Bob --consulted Cy \
        --informed Di --revisit-when 2027-11 --status accepted
    ours walk "$times" --answer Already --adopt --choose TimescaleDB
    ours stack adopt time-series QuestDB --because 'the team knows it'
    ours walk message-queues#choosing-a-broker --answer '#1' --adopt
}
expect_everyday() {
    TITLES=('Use Qdrant as vector store' 'Use FastAPI for frameworks' 'Use Valkey as cache'
        'Use QuestDB as time-series store' 'Use Apache Kafka as message broker')
    STATES=(proposed proposed accepted proposed proposed)
}

# Nothing is needed: a decision too.
decide_nothing() {
    ours stack new nothing
    # The end of the answers is the end of the interview, and no failure of it.
    "$ARCHTUI" stack interview document-store --answer 'not needed' >/dev/null 2>&1 </dev/null
}
expect_nothing() { TITLES=() STATES=(); }

# One decision in the stack file per title.
in_yaml() { printf "'%s'" "${1//\'/\'\'}"; }
decide_titles() {
    local title at=0
    {
        printf 'version: 1\nname: titles\ndecisions:\n'
        for title in "${PLAIN[@]}" "${MARKED[@]}"; do
            printf -- '- title: %s\n  chosen: qdrant\n  considered: [qdrant, pgvector]\n' "$(in_yaml "$title")"
            printf '  status: %s\n  rationale: it fits\n' "${STATUSES[at++]}"
        done
    } >titles.stack.yaml
}
expect_titles() {
    TITLES=("${PLAIN[@]}" "${MARKED[@]}")
    TITLES=("${TITLES[@]/%/: Qdrant}")
    STATES=("${STATUSES[@]}")
}

decide_gaps() {
    local gap
    {
        printf 'version: 1\nname: gaps\ndecisions:\n'
        for gap in "${GAPS[@]}"; do
            printf -- '- title: %s\n  chosen: qdrant\n  considered: [qdrant, pgvector]\n' \
                "$(in_yaml "Where they $gap names")"
            printf '  rationale: %s\n' "$(in_yaml "they $gap it with words")"
        done
    } >gaps.stack.yaml
}
expect_gaps() { TITLES=() STATES=(); }

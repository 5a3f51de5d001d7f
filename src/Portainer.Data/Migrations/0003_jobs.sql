CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    icon TEXT NOT NULL,
    href TEXT,
    endpoint_id INTEGER,
    user_id INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    state INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL,
    steps {json} NOT NULL,
    output TEXT NOT NULL
);

CREATE INDEX jobs_state ON jobs (state);

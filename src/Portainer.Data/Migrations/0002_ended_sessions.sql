CREATE TABLE ended_sessions (
    id TEXT PRIMARY KEY,
    forget_at BIGINT NOT NULL
);

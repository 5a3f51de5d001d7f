CREATE TABLE registries (
    id {identity},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    url TEXT NOT NULL,
    user_name TEXT NOT NULL,
    secret TEXT,
    ca_pem TEXT,
    skip_verify BOOLEAN NOT NULL,
    plain_http BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE users (
    id {identity},
    user_name TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL UNIQUE,
    role INTEGER NOT NULL,
    password_hash TEXT,
    security_stamp TEXT NOT NULL,
    lockout_enabled BOOLEAN NOT NULL,
    lockout_end BIGINT,
    access_failed_count INTEGER NOT NULL,
    two_factor_enabled BOOLEAN NOT NULL,
    authenticator_key TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE user_recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE user_passkeys (
    credential_id {blob} PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    details {json} NOT NULL
);

CREATE INDEX user_passkeys_user ON user_passkeys (user_id);

CREATE TABLE endpoints (
    id {identity},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    public_address TEXT NOT NULL,
    tls_mode INTEGER NOT NULL,
    tls_ca TEXT,
    tls_cert TEXT,
    tls_key TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value {json} NOT NULL
);

CREATE TABLE teams (
    id {identity},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
);

CREATE TABLE team_memberships (
    id {identity},
    team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role INTEGER NOT NULL,
    UNIQUE (team_id, user_id)
);

CREATE INDEX team_memberships_user ON team_memberships (user_id);

CREATE TABLE tags (
    id {identity},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
);

CREATE TABLE endpoint_groups (
    id {identity},
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL
);

-- The first row of an identity column is 1: EndpointGroup.UnassignedId.
INSERT INTO endpoint_groups (name, name_key, description) VALUES ('Unassigned', 'UNASSIGNED', 'Endpoints of no other group');

CREATE TABLE endpoint_group_tags (
    group_id INTEGER NOT NULL REFERENCES endpoint_groups (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, tag_id)
);

CREATE INDEX endpoint_group_tags_tag ON endpoint_group_tags (tag_id);

-- Null is group 1, so that the database itself moves the endpoints of a removed group there.
ALTER TABLE endpoints ADD COLUMN group_id INTEGER REFERENCES endpoint_groups (id) ON DELETE SET NULL;
ALTER TABLE endpoints ADD COLUMN is_enabled BOOLEAN NOT NULL DEFAULT TRUE;

CREATE INDEX endpoints_group ON endpoints (group_id);

CREATE TABLE endpoint_tags (
    endpoint_id INTEGER NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (endpoint_id, tag_id)
);

CREATE INDEX endpoint_tags_tag ON endpoint_tags (tag_id);

CREATE TABLE endpoint_security (
    endpoint_id INTEGER PRIMARY KEY REFERENCES endpoints (id) ON DELETE CASCADE,
    settings {json} NOT NULL
);

CREATE TABLE grants (
    endpoint_id INTEGER REFERENCES endpoints (id) ON DELETE CASCADE,
    group_id INTEGER REFERENCES endpoint_groups (id) ON DELETE CASCADE,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE,
    role INTEGER NOT NULL,
    CHECK ((endpoint_id IS NULL) <> (group_id IS NULL)),
    CHECK ((user_id IS NULL) <> (team_id IS NULL))
);

CREATE UNIQUE INDEX grants_once ON grants (COALESCE(endpoint_id, 0), COALESCE(group_id, 0), COALESCE(user_id, 0), COALESCE(team_id, 0));
CREATE INDEX grants_group ON grants (group_id);
CREATE INDEX grants_user ON grants (user_id);
CREATE INDEX grants_team ON grants (team_id);

CREATE TABLE registry_grants (
    registry_id INTEGER NOT NULL REFERENCES registries (id) ON DELETE CASCADE,
    endpoint_id INTEGER NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE,
    CHECK ((user_id IS NULL) <> (team_id IS NULL))
);

CREATE UNIQUE INDEX registry_grants_once ON registry_grants (registry_id, endpoint_id, COALESCE(user_id, 0), COALESCE(team_id, 0));
CREATE INDEX registry_grants_endpoint ON registry_grants (endpoint_id);
CREATE INDEX registry_grants_user ON registry_grants (user_id);
CREATE INDEX registry_grants_team ON registry_grants (team_id);

CREATE TABLE resource_controls (
    id {identity},
    realm TEXT NOT NULL,
    type INTEGER NOT NULL,
    resource_id TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    administrators_only BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (realm, type, resource_id)
);

CREATE TABLE resource_control_users (
    control_id INTEGER NOT NULL REFERENCES resource_controls (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (control_id, user_id)
);

CREATE INDEX resource_control_users_user ON resource_control_users (user_id);

CREATE TABLE resource_control_teams (
    control_id INTEGER NOT NULL REFERENCES resource_controls (id) ON DELETE CASCADE,
    team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    PRIMARY KEY (control_id, team_id)
);

CREATE INDEX resource_control_teams_team ON resource_control_teams (team_id);

CREATE TABLE api_keys (
    id {identity},
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    description TEXT NOT NULL,
    prefix TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    expires_at BIGINT,
    is_read_only BOOLEAN NOT NULL,
    all_endpoints BOOLEAN NOT NULL
);

CREATE INDEX api_keys_user ON api_keys (user_id);

-- A key of some endpoints stays one of some endpoints when the last of them is removed: that is all_endpoints' meaning.
CREATE TABLE api_key_endpoints (
    key_id INTEGER NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
    endpoint_id INTEGER NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    PRIMARY KEY (key_id, endpoint_id)
);

CREATE INDEX api_key_endpoints_endpoint ON api_key_endpoints (endpoint_id);

-- No foreign keys: what happened outlives who did it and where.
CREATE TABLE audit_entries (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    user_id INTEGER,
    user_name TEXT NOT NULL,
    address TEXT NOT NULL,
    endpoint_id INTEGER,
    endpoint_name TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE INDEX audit_entries_at ON audit_entries (at);
CREATE INDEX audit_entries_user ON audit_entries (user_id, id);
CREATE INDEX audit_entries_endpoint ON audit_entries (endpoint_id, id);

-- One row: where the kept part of the chain begins (the row before it) and ends. Its lock is what serialises appends.
CREATE TABLE audit_chain (
    id INTEGER PRIMARY KEY,
    anchor_id BIGINT NOT NULL,
    anchor_hash TEXT NOT NULL,
    last_id BIGINT NOT NULL,
    last_hash TEXT NOT NULL
);

INSERT INTO audit_chain (id, anchor_id, anchor_hash, last_id, last_hash) VALUES (1, 0, '', 0, '');

CREATE TABLE image_answers (
    endpoint_id INTEGER NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    reference TEXT NOT NULL,
    digest TEXT,
    reason TEXT,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (endpoint_id, reference)
);

CREATE TABLE job_numbers (
    next INTEGER NOT NULL
);

INSERT INTO job_numbers (next) SELECT COALESCE(MAX(id), 0) + 1 FROM jobs;

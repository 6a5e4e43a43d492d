-- What the classifier asks each time that it suggests: what was taken back or erased of late? Few rows of many.
CREATE INDEX "review_undone" ON "review" ("undone_at") WHERE "undone_at" IS NOT NULL;
CREATE INDEX "complaint_erased" ON "complaint" ("erased_at") WHERE "erased_at" IS NOT NULL;

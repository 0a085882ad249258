/** Generated from docs/openapi.json by `npm run api:generate`. Do not edit. */

export interface paths {
    "/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the balance and the plan, or usage limits on limits plans
         * @description Requires the scope credits.read.
         */
        get: operations["balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Charge for finished work
         * @description Requires the scope credits.spend.
         */
        post: operations["charge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the price of work before it starts
         * @description Requires the scope credits.spend.
         */
        post: operations["hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a hold opened by this key
         * @description Requires the scope credits.spend.
         */
        get: operations["readHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture the delivered units of a hold opened by this key; the rest is released
         * @description Requires the scope credits.spend.
         */
        post: operations["capture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a hold opened by this key, so failed work costs nothing
         * @description Requires the scope credits.spend.
         */
        post: operations["release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the price of an action for this workspace
         * @description Requires the scope credits.read.
         */
        get: operations["quote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rate-card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current price of each action
         * @description Requires the scope credits.read.
         */
        get: operations["rateCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ledger entries, newest first; paginate with `before`
         * @description Requires the scope credits.read.
         */
        get: operations["statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the usage of a billing cycle by day, action, member and feature
         * @description Requires the scope credits.read.
         */
        get: operations["usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Balance: {
            allowanceLeftCredits: number;
            /** Format: date-time */
            asOf: string;
            /** @description Credits available to spend now */
            availableCredits: number;
            extraEndsAt: string | null;
            extraLeftCredits: number;
            /** @description Credits frozen while a payment is disputed */
            frozenCredits: number;
            /** @description Credits held for running work; released if the work fails */
            heldCredits: number;
            /** @description Usage limits; only on limits plans, instead of a balance */
            limits: {
                /** @description Reserved for running work and not used yet */
                held: number;
                limit: number;
                /** @enum {string} */
                metric: "reports" | "emails" | "contacts";
                used: number;
            }[] | null;
            percentUsed: number;
            plan: {
                key: string;
                /** @enum {string} */
                mode: "credits" | "limits";
                name: string;
                /** @enum {string} */
                status: "trialing" | "active" | "past_due" | "canceled";
            };
            /** Format: date-time */
            resetsAt: string;
            /** @description Allowance plus extra credits in this cycle */
            totalCredits: number;
            /** @description Credits spent in this cycle, excluding held credits */
            usedCredits: number;
        };
        Hold: {
            capturedCredits: number;
            heldCredits: number;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            /**
             * Format: date-time
             * @description When an uncaptured hold is released
             */
            leaseUntil: string;
            /**
             * @description The pairs sent with the spend; null if none
             * @example {
             *       "order": "1234"
             *     }
             */
            metadata: {
                [key: string]: string;
            } | null;
            /** @enum {string} */
            state: "open" | "captured" | "released";
            units: number;
        };
        Problem: {
            detail: string;
            /** @description Error message by field */
            errors?: {
                [key: string]: string;
            };
            /** @description Include this when you contact us about an unexpected error */
            reference?: string;
            /** @description The id of the request, also in the X-Request-Id header; include it when you contact us */
            requestId?: string;
            status: number;
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        Quote: {
            /** @enum {string} */
            action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
            /** @description Whether the action could start now */
            affordable: boolean;
            /** @description The price; send it as quotedCredits */
            credits: number;
            leftCredits: number;
            /** @description On limits plans, the limit this action counts toward, including running work */
            limit: {
                limit: number;
                /** @enum {string} */
                metric: "reports" | "emails" | "contacts" | "images" | "edits" | "valuations" | "posts";
                /** Format: date-time */
                resetsAt: string;
                used: number;
            } | null;
            rateVersion: number;
            /** @description Credits left under the spending limits that apply; null if none applies */
            spendingLimitLeftCredits: number | null;
            units: number;
        };
        RateCard: {
            /** Format: date-time */
            effectiveAt: string;
            lines: {
                /** @enum {string} */
                action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                credits: number;
                label: string;
                minimum: number;
                per: number;
                unit: string;
                words: string;
            }[];
            /** @description When the next rate card version takes effect; null if none is scheduled */
            nextAt: string | null;
            version: number;
        };
        Statement: {
            entries: {
                action: ("report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send") | null;
                amountCredits: number;
                /** Format: date-time */
                at: string;
                balanceAfterCredits: number;
                /**
                 * @description The pairs sent with the spend; null if none
                 * @example {
                 *       "order": "1234"
                 *     }
                 */
                metadata: {
                    [key: string]: string;
                } | null;
                note: string | null;
                rateVersion: number | null;
                seq: number;
                subject: {
                    id: string;
                    /** @enum {string} */
                    kind: "none" | "report" | "image" | "valuation" | "listing" | "campaign" | "purchase" | "subscription" | "cycle" | "correction" | "api";
                } | null;
                what: string;
                who: string;
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: number | null;
        };
        Usage: {
            byAction: {
                /** @enum {string} */
                action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                credits: number;
                feature: string;
                label: string;
                times: number;
                unit: string;
                units: number;
            }[];
            byDay: {
                /** @enum {string} */
                action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                credits: number;
                /** Format: date */
                day: string;
                label: string;
                times: number;
            }[];
            byFeature: {
                credits: number;
                feature: string;
                times: number;
            }[];
            byMember: {
                credits: number;
                memberId: number;
                name: string;
                times: number;
            }[];
            cycle: {
                current: boolean;
                /** Format: date-time */
                end: string;
                /** Format: date-time */
                start: string;
            };
            /** @description Available cycles, newest first */
            cycles: {
                current: boolean;
                /** Format: date-time */
                end: string;
                /** Format: date-time */
                start: string;
            }[];
            total: {
                credits: number;
                times: number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description What is left: requests (r) until the window ends in seconds (t). Not sent without a valid key. */
        RateLimit: string;
        /** @description The limits: requests (q) per window of seconds (w), for the key and the workspace */
        "RateLimit-Policy": string;
        /** @description Seconds until you can try again; with status 429 and 503 */
        "Retry-After": number;
        /** @description The id of the request: yours, if you sent a well-formed X-Request-Id, or a new one */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    balance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plan": {
                     *         "key": "growth",
                     *         "name": "Growth",
                     *         "mode": "credits",
                     *         "status": "trialing"
                     *       },
                     *       "availableCredits": 1240,
                     *       "allowanceLeftCredits": 1240,
                     *       "extraLeftCredits": 1,
                     *       "extraEndsAt": "2026-12-01T00:00:00.000Z",
                     *       "usedCredits": 760,
                     *       "heldCredits": 20,
                     *       "frozenCredits": 1,
                     *       "totalCredits": 2000,
                     *       "percentUsed": 38,
                     *       "resetsAt": "2026-12-01T00:00:00.000Z",
                     *       "limits": [
                     *         {
                     *           "metric": "reports",
                     *           "used": 3,
                     *           "limit": 10,
                     *           "held": 1
                     *         }
                     *       ],
                     *       "asOf": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    charge: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "report.generate",
                 *       "units": 1,
                 *       "quotedCredits": 20,
                 *       "metadata": {
                 *         "order": "1234"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                    /**
                     * @description Your own names and values, such as an order number. Kept with the hold and its entry and shown in the statement. Part of the request: a retry must send the same.
                     * @example {
                     *       "order": "1234"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                    /**
                     * @description The price from `quote`; 0 on limits plans. If it has changed, nothing is charged.
                     * @example 20
                     */
                    quotedCredits: number;
                    /** @default 1 */
                    units?: number;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "state": "open",
                     *       "units": 1,
                     *       "heldCredits": 20,
                     *       "capturedCredits": 20,
                     *       "leaseUntil": "2026-12-01T00:00:00.000Z",
                     *       "metadata": {
                     *         "order": "1234"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "report.generate",
                 *       "units": 1,
                 *       "quotedCredits": 20,
                 *       "metadata": {
                 *         "order": "1234"
                 *       },
                 *       "leaseSeconds": 900
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                    /** @default 900 */
                    leaseSeconds?: number;
                    /**
                     * @description Your own names and values, such as an order number. Kept with the hold and its entry and shown in the statement. Part of the request: a retry must send the same.
                     * @example {
                     *       "order": "1234"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                    /**
                     * @description The price from `quote`; 0 on limits plans. If it has changed, nothing is charged.
                     * @example 20
                     */
                    quotedCredits: number;
                    /** @default 1 */
                    units?: number;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "state": "open",
                     *       "units": 1,
                     *       "heldCredits": 20,
                     *       "capturedCredits": 20,
                     *       "leaseUntil": "2026-12-01T00:00:00.000Z",
                     *       "metadata": {
                     *         "order": "1234"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "state": "open",
                     *       "units": 1,
                     *       "heldCredits": 20,
                     *       "capturedCredits": 20,
                     *       "leaseUntil": "2026-12-01T00:00:00.000Z",
                     *       "metadata": {
                     *         "order": "1234"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    capture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "units": 1
                 *     }
                 */
                "application/json": {
                    units: number;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "state": "open",
                     *       "units": 1,
                     *       "heldCredits": 20,
                     *       "capturedCredits": 20,
                     *       "leaseUntil": "2026-12-01T00:00:00.000Z",
                     *       "metadata": {
                     *         "order": "1234"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "state": "open",
                     *       "units": 1,
                     *       "heldCredits": 20,
                     *       "capturedCredits": 20,
                     *       "leaseUntil": "2026-12-01T00:00:00.000Z",
                     *       "metadata": {
                     *         "order": "1234"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quote: {
        parameters: {
            query: {
                action: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                units?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "report.generate",
                     *       "units": 1,
                     *       "credits": 20,
                     *       "rateVersion": 1,
                     *       "leftCredits": 1240,
                     *       "spendingLimitLeftCredits": 1,
                     *       "limit": {
                     *         "metric": "reports",
                     *         "used": 3,
                     *         "limit": 10,
                     *         "resetsAt": "2026-12-01T00:00:00.000Z"
                     *       },
                     *       "affordable": true
                     *     }
                     */
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rateCard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "effectiveAt": "2026-12-01T00:00:00.000Z",
                     *       "nextAt": "2026-12-01T00:00:00.000Z",
                     *       "lines": [
                     *         {
                     *           "action": "report.generate",
                     *           "label": "Market report",
                     *           "unit": "report",
                     *           "credits": 20,
                     *           "per": 1,
                     *           "minimum": 1,
                     *           "words": "20 credits per report"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RateCard"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    statement: {
        parameters: {
            query?: {
                action?: "report.generate" | "image.generate" | "image.regenerate" | "image.edit" | "feed.post" | "valuation.instant" | "campaign.send";
                before?: number;
                from?: string;
                limit?: number;
                member?: number;
                /** @description Only entries with all of these pairs: `metadata[order]=1234` */
                metadata?: {
                    [key: string]: string;
                };
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "seq": 412,
                     *           "at": "2026-12-01T00:00:00.000Z",
                     *           "what": "Market report",
                     *           "action": "report.generate",
                     *           "amountCredits": -20,
                     *           "balanceAfterCredits": 1240,
                     *           "who": "Ann Lee",
                     *           "rateVersion": 1,
                     *           "subject": {
                     *             "kind": "none",
                     *             "id": "Example"
                     *           },
                     *           "note": "Example",
                     *           "metadata": {
                     *             "order": "1234"
                     *           }
                     *         }
                     *       ],
                     *       "nextBefore": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    usage: {
        parameters: {
            query?: {
                cycleStart?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cycle": {
                     *         "start": "2026-12-01T00:00:00.000Z",
                     *         "end": "2026-12-01T00:00:00.000Z",
                     *         "current": true
                     *       },
                     *       "cycles": [
                     *         {
                     *           "start": "2026-12-01T00:00:00.000Z",
                     *           "end": "2026-12-01T00:00:00.000Z",
                     *           "current": true
                     *         }
                     *       ],
                     *       "total": {
                     *         "credits": 20,
                     *         "times": 1
                     *       },
                     *       "byDay": [
                     *         {
                     *           "day": "2026-12-01",
                     *           "action": "report.generate",
                     *           "label": "Market report",
                     *           "credits": 20,
                     *           "times": 1
                     *         }
                     *       ],
                     *       "byAction": [
                     *         {
                     *           "action": "report.generate",
                     *           "label": "Market report",
                     *           "feature": "Reports",
                     *           "unit": "report",
                     *           "units": 1,
                     *           "credits": 20,
                     *           "times": 1
                     *         }
                     *       ],
                     *       "byMember": [
                     *         {
                     *           "memberId": 7,
                     *           "name": "Growth",
                     *           "credits": 20,
                     *           "times": 1
                     *         }
                     *       ],
                     *       "byFeature": [
                     *         {
                     *           "feature": "Reports",
                     *           "credits": 20,
                     *           "times": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:market-trak:problem:quote.changed",
                     *       "title": "Price changed",
                     *       "status": 409,
                     *       "detail": "The price changed from 19 to 20 credits. Confirm the new price and try again.",
                     *       "credits": 20,
                     *       "requestId": "1f2e3d4c5b6a7988"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

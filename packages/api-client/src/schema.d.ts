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
    "/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sent and scheduled campaigns and posts of a month or week, and what is left for them
         * @description Requires the scope calendar.read.
         */
        get: operations["calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List campaigns, newest first
         * @description Requires the scope campaigns.read.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Create the draft of an email campaign; nothing is sent
         * @description Requires the scope campaigns.write.
         */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a campaign with its recipients by status and what it cost
         * @description Requires the scope campaigns.read.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        /**
         * Delete a draft
         * @description Requires the scope campaigns.write.
         */
        delete: operations["deleteCampaign"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a scheduled campaign to drafts, or stop one that is being sent
         * @description Requires the scope campaigns.write.
         */
        post: operations["cancelCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a draft as a recipient would get it, with its total price
         * @description Requires the scope campaigns.read.
         */
        get: operations["previewCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send or schedule a campaign, for the quoted total; only emails that are accepted are charged
         * @description Requires the scope campaigns.write.
         */
        post: operations["sendCampaign"];
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
    "/contact-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contact lists by name
         * @description Requires the scope contacts.read.
         */
        get: operations["listContactLists"];
        put?: never;
        /**
         * Create a contact list
         * @description Requires the scope contacts.write.
         */
        post: operations["createContactList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts, newest first
         * @description Requires the scope contacts.read.
         */
        get: operations["listContacts"];
        /**
         * Create the contact with this email address, or update the given fields
         * @description Requires the scope contacts.write.
         */
        put: operations["saveContact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a contact
         * @description Requires the scope contacts.read.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /**
         * Remove a contact; sent emails and unsubscribe status are kept
         * @description Requires the scope contacts.write.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed-files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the results of a file
         * @description Requires the scope feeds.read.
         */
        get: operations["getFeedFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List property feeds with their state and spending
         * @description Requires the scope feeds.read.
         */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a REAXML or RESO file to a feed, as the request body; each new listing gets one post
         * @description Requires the scope feeds.write.
         */
        post: operations["pushFeedFile"];
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
    "/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List images, each version separately, newest first
         * @description Requires the scope images.read.
         */
        get: operations["listImages"];
        put?: never;
        /**
         * Create a listing image from a headline, property details and a description or photo
         * @description Requires the scope images.write.
         */
        post: operations["createImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an image with its progress and all its versions
         * @description Requires the scope images.read.
         */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a version that is not finished; nothing is charged
         * @description Requires the scope images.write.
         */
        post: operations["cancelImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a finished image as PNG, JPEG or WebP
         * @description Requires the scope images.read.
         */
        get: operations["downloadImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{id}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a version that is changed by an instruction
         * @description Requires the scope images.write.
         */
        post: operations["editImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/{id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create another version from the same brief
         * @description Requires the scope images.write.
         */
        post: operations["regenerateImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/images/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a photo for listing images, as the request body; the same photo is stored once
         * @description Requires the scope images.write.
         */
        post: operations["uploadPhoto"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List listings with their posts, most recently updated first
         * @description Requires the scope feeds.read.
         */
        get: operations["listListings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a listing with its changes
         * @description Requires the scope feeds.read.
         */
        get: operations["getListing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List posts, newest first; archived posts only if you filter for `dropped`
         * @description Requires the scope feeds.read.
         */
        get: operations["listPosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a post with its texts and what it cost
         * @description Requires the scope feeds.read.
         */
        get: operations["getPost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a post that is not published; its credits stay spent
         * @description Requires the scope feeds.write.
         */
        post: operations["discardPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create posts that need approval, for the quoted total
         * @description Requires the scope feeds.write.
         */
        post: operations["approvePosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how many posts need approval and what they would cost
         * @description Requires the scope feeds.read.
         */
        get: operations["waitingPosts"];
        put?: never;
        post?: never;
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
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reports, newest first
         * @description Requires the scope reports.read.
         */
        get: operations["listReports"];
        put?: never;
        /**
         * Create a market report; it is charged when its result is stored
         * @description Requires the scope reports.write.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report with its progress, and its figures and summary when it is ready
         * @description Requires the scope reports.read.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a report that is not finished; nothing is charged
         * @description Requires the scope reports.write.
         */
        post: operations["cancelReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a finished report as a PDF
         * @description Requires the scope reports.read.
         */
        get: operations["downloadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a public link to a finished report; it replaces the previous link
         * @description Requires the scope reports.write.
         */
        post: operations["shareReport"];
        /**
         * Revoke the public link of a report
         * @description Requires the scope reports.write.
         */
        delete: operations["unshareReport"];
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
    "/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the workspace’s templates, most recently changed first
         * @description Requires the scope templates.read.
         */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a template
         * @description Requires the scope templates.read.
         */
        get: operations["getTemplate"];
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
    "/valuations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List valuations, newest first
         * @description Requires the scope valuations.read.
         */
        get: operations["listValuations"];
        put?: never;
        /**
         * Create an Instant Valuation; it is charged when its result is stored
         * @description Requires the scope valuations.write.
         */
        post: operations["createValuation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/valuations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a valuation with its progress, and its estimate and comparables when it is ready
         * @description Requires the scope valuations.read.
         */
        get: operations["getValuation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/valuations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a valuation that is not finished; nothing is charged
         * @description Requires the scope valuations.write.
         */
        post: operations["cancelValuation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/valuations/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a finished valuation as a PDF
         * @description Requires the scope valuations.read.
         */
        get: operations["downloadValuation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/valuations/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a public link to a finished valuation; it replaces the previous link
         * @description Requires the scope valuations.write.
         */
        post: operations["shareValuation"];
        /**
         * Revoke the public link of a valuation
         * @description Requires the scope valuations.write.
         */
        delete: operations["unshareValuation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApprovedPosts: {
            /** @description Posts that are being created */
            posts: number;
            quotedCredits: number;
        };
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
        Calendar: {
            /** Format: date */
            from: string;
            /** @description Sent and scheduled, earliest first */
            items: ({
                /** Format: date-time */
                at: string;
                /** @description Planned or charged; null while unknown, and for posts, which are paid already */
                credits: number | null;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                /** @constant */
                kind: "campaign";
                /** @description Of a campaign */
                recipients: number;
                /** @enum {string} */
                status: "draft" | "scheduled" | "queued" | "running" | "sent" | "stopped" | "refused" | "held" | "paused";
                title: string;
                /** @description The balance will not cover it when its time comes */
                unpaid: boolean;
            } | {
                /** Format: date-time */
                at: string;
                /** @description Planned or charged; null while unknown, and for posts, which are paid already */
                credits: number | null;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                isDue: boolean;
                /** @constant */
                kind: "post";
                /** @description Of a campaign */
                recipients: number;
                /** @enum {string} */
                status: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
                title: string;
                /** @description The balance will not cover it when its time comes */
                unpaid: boolean;
            })[];
            /** @description Left now, in the unit */
            left: number | null;
            /** @description Everything scheduled, also outside these days, in the unit */
            planned: {
                amount: number;
                count: number;
            };
            /** @description The first campaign that will not be covered */
            shortage: {
                /** Format: date */
                day: string;
                left: number | null;
                needed: number;
                title: string;
            } | null;
            timeZone: string;
            /** Format: date */
            to: string;
            /**
             * @description What scheduled campaigns use: credits, or the email limit of the plan
             * @enum {string}
             */
            unit: "credits" | "emails";
        };
        Campaign: {
            body: string;
            /** @description Recipients by status */
            counts: {
                [key: string]: number;
            };
            /** @description For a service key, the person who created it */
            createdBy: string;
            /** @description Why it was not sent or stopped */
            failure: string | null;
            /** @description Values of merge fields */
            fields: {
                [key: string]: string;
            };
            finishedAt: string | null;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            /** @description Contacts on the list who are suppressed */
            leftOut: number;
            /** @description Null: all contacts, or a list that was deleted */
            listId: string | null;
            listName: string;
            /** @description Merge fields without a value. A campaign is only sent without any */
            missingFields: {
                field: string;
                /** @description How many are affected; null for all */
                recipients: number | null;
            }[];
            name: string;
            /**
             * Format: uri
             * @description Its page, for members of the workspace
             */
            pageUrl: string;
            /** @description What it cost; null if nothing was charged */
            paid: {
                credits: number;
                /** @description The number of the entry in the statement */
                entrySeq: number;
            } | null;
            progressPercent: number;
            /** @description Fixed when it is sent or scheduled; before that, the current number */
            recipients: number;
            scheduledAt: string | null;
            startedAt: string | null;
            /** @enum {string} */
            status: "draft" | "scheduled" | "queued" | "running" | "sent" | "stopped" | "refused" | "held" | "paused";
            subject: string;
            /** @description Recipients who unsubscribed */
            unsubscribed: number;
            /**
             * Format: uri
             * @description This object in the API; poll it while it is sent
             */
            url: string;
            /** @description Identifies the content; send it when you send the campaign */
            version: string;
        };
        CampaignList: {
            items: {
                /** @description Emails that the recipients’ servers accepted */
                accepted: number;
                /**
                 * Format: date-time
                 * @description When it was or will be sent; for a draft, when it was created
                 */
                at: string;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                listName: string;
                name: string;
                recipients: number;
                /** @enum {string} */
                status: "draft" | "scheduled" | "queued" | "running" | "sent" | "stopped" | "refused" | "held" | "paused";
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        CampaignPreview: {
            /** @description Whether it could be sent now */
            affordable: boolean;
            leftCredits: number;
            /** @description The total price; send it with the campaign */
            quotedCredits: number;
            /** @description Send it with the campaign */
            recipients: number;
            /** @description The email as one recipient gets it; null without recipients */
            sample: {
                html: string;
                index: number;
                subject: string;
                to: string;
            } | null;
            /** @description Send it with the campaign */
            version: string;
        };
        Contact: {
            /** Format: date */
            consentAt: string;
            /** @description How they opted in */
            consentSource: string;
            /** Format: date-time */
            createdAt: string;
            email: string;
            firstName: string;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            lastName: string;
            listIds: string[];
            name: string;
            phone: string;
            /** @description Why they get no emails; null if they do. Saving a contact never changes it */
            suppressed: ("unsubscribed" | "bounced" | "complained" | "blocked" | "erased") | null;
            tags: string[];
        };
        ContactList: {
            contacts: number;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            /** @description Contacts who are not suppressed */
            mailable: number;
            name: string;
        };
        ContactLists: {
            items: {
                contacts: number;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                /** @description Contacts who are not suppressed */
                mailable: number;
                name: string;
            }[];
        };
        ContactPage: {
            items: {
                /** Format: date */
                consentAt: string;
                /** @description How they opted in */
                consentSource: string;
                email: string;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                name: string;
                /** @description Why they get no emails; null if they do. Saving a contact never changes it */
                suppressed: ("unsubscribed" | "bounced" | "complained" | "blocked" | "erased") | null;
                tags: string[];
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        Deleted: {
            /** @constant */
            deleted: true;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
        };
        FeedFile: {
            changedCount: number;
            /** Format: date-time */
            createdAt: string;
            errorCount: number;
            failure: string | null;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            feedId: string;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            newCount: number;
            /** @description Posts that it created or that wait for approval */
            postCount: number;
            readCount: number;
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            /**
             * Format: uri
             * @description This object in the API; poll it until its status is `done` or `failed`
             */
            url: string;
        };
        FeedList: {
            items: {
                /** @description Its spending limit per billing cycle; null without one */
                capCredits: number | null;
                disconnectedAt: string | null;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                lastHeardAt: string | null;
                name: string;
                /** @description A paused feed creates no posts without approval */
                paused: boolean;
                /** @description Why the last fetch of its URL failed */
                pullFailure: string | null;
                /** @description In this billing cycle */
                spentCredits: number;
                waitingPosts: number;
            }[];
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
        Image: {
            heightPixels: number;
            image: {
                /** @enum {string} */
                action: "image.generate" | "image.regenerate" | "image.edit";
                /** @description What differs from the version it was made from; null if that is not known */
                changes: string[] | null;
                /** Format: date-time */
                createdAt: string;
                /** @description For a service key, the person who created it */
                createdBy: string;
                /** @description Why it ended without a result; it is free then */
                failure: string | null;
                finishedAt: string | null;
                /** @enum {string} */
                format: "square" | "portrait" | "story" | "link";
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                instruction: string | null;
                /** @description Parts of the request that were left out */
                leftOut: string[];
                /** @description What made it */
                model: string | null;
                /** @description Counted from 1 in the order of the requests */
                number: number;
                /** @description Whether it shows one of your photos */
                onPhoto: boolean;
                /**
                 * Format: uri
                 * @description Its page, for members of the workspace
                 */
                pageUrl: string;
                /** @description What it cost; null if nothing was charged */
                paid: {
                    credits: number;
                    /** @description The number of the entry in the statement */
                    entrySeq: number;
                } | null;
                /** @description The version it was made from */
                parentId: string | null;
                progressPercent: number;
                /** @description Why its credits were refunded */
                refundReason: string | null;
                /** @enum {string} */
                status: "queued" | "running" | "ready" | "failed" | "cancelled";
                title: string;
                /**
                 * Format: uri
                 * @description This object in the API; poll it until it has a result
                 */
                url: string;
            };
            /** @description All versions of this image, oldest first */
            versions: {
                /** @enum {string} */
                action: "image.generate" | "image.regenerate" | "image.edit";
                /** @description What differs from the version it was made from; null if that is not known */
                changes: string[] | null;
                /** Format: date-time */
                createdAt: string;
                /** @description For a service key, the person who created it */
                createdBy: string;
                /** @description Why it ended without a result; it is free then */
                failure: string | null;
                finishedAt: string | null;
                /** @enum {string} */
                format: "square" | "portrait" | "story" | "link";
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                instruction: string | null;
                /** @description Parts of the request that were left out */
                leftOut: string[];
                /** @description What made it */
                model: string | null;
                /** @description Counted from 1 in the order of the requests */
                number: number;
                /** @description Whether it shows one of your photos */
                onPhoto: boolean;
                /**
                 * Format: uri
                 * @description Its page, for members of the workspace
                 */
                pageUrl: string;
                /** @description What it cost; null if nothing was charged */
                paid: {
                    credits: number;
                    /** @description The number of the entry in the statement */
                    entrySeq: number;
                } | null;
                /** @description The version it was made from */
                parentId: string | null;
                progressPercent: number;
                /** @description Why its credits were refunded */
                refundReason: string | null;
                /** @enum {string} */
                status: "queued" | "running" | "ready" | "failed" | "cancelled";
                title: string;
                /**
                 * Format: uri
                 * @description This object in the API; poll it until it has a result
                 */
                url: string;
            }[];
            widthPixels: number;
        };
        ImageList: {
            items: {
                /** @enum {string} */
                action: "image.generate" | "image.regenerate" | "image.edit";
                /** Format: date-time */
                createdAt: string;
                /** @enum {string} */
                format: "square" | "portrait" | "story" | "link";
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                progressPercent: number;
                /** @enum {string} */
                status: "queued" | "running" | "ready" | "failed" | "cancelled";
                title: string;
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        ListingList: {
            items: {
                /** @description The street is for members of the workspace only */
                hidesAddress: boolean;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                kind: string;
                /** @description Why it is not advertised online; null when it may be */
                notForInternet: string | null;
                post: {
                    /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                    id: string;
                    /** @enum {string} */
                    status: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
                    waitsFor: ("next" | "balance" | "cap" | "paused" | "price" | "failed" | "relisted" | "wording") | null;
                } | null;
                priceWords: string;
                /** @description Its id in the CRM */
                sourceKey: string;
                /** @enum {string} */
                status: "current" | "sold" | "leased" | "withdrawn" | "offmarket";
                title: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        ListingWithChanges: {
            /** @description Newest first */
            changes: {
                /** Format: date-time */
                at: string;
                fields: {
                    after: string;
                    before: string;
                    field: string;
                }[];
            }[];
            /** Format: date-time */
            firstSeenAt: string;
            /** @description The street is for members of the workspace only */
            hidesAddress: boolean;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            kind: string;
            /** @description Why it is not advertised online; null when it may be */
            notForInternet: string | null;
            post: {
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                /** @enum {string} */
                status: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
                waitsFor: ("next" | "balance" | "cap" | "paused" | "price" | "failed" | "relisted" | "wording") | null;
            } | null;
            priceWords: string;
            /** @description Its id in the CRM */
            sourceKey: string;
            /** @enum {string} */
            status: "current" | "sold" | "leased" | "withdrawn" | "offmarket";
            title: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Photo: {
            heightPixels: number;
            /**
             * @description Send it as photoId
             * @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11
             */
            id: string;
            widthPixels: number;
        };
        Post: {
            approvedBy: string | null;
            /**
             * Format: date-time
             * @description When it is scheduled, was posted, or was created
             */
            at: string;
            failure: string | null;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            isDue: boolean;
            /** @description Null if it was written by hand */
            listingId: string | null;
            /** @description What wrote it; null if it was written by hand */
            model: string | null;
            networks: ("facebook" | "instagram" | "linkedin" | "x")[];
            /** @description What it cost; null if nothing was charged */
            paid: {
                credits: number;
                /** @description The number of the entry in the statement */
                entrySeq: number;
            } | null;
            photoUrl: string | null;
            postedAt: string | null;
            scheduledAt: string | null;
            /** @enum {string} */
            status: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
            texts: {
                [key: string]: string;
            };
            title: string;
            /** @description Why it waits; `next` if it is being created */
            waitsFor: ("next" | "balance" | "cap" | "paused" | "price" | "failed" | "relisted" | "wording") | null;
        };
        PostList: {
            items: {
                /**
                 * Format: date-time
                 * @description When it is scheduled, was posted, or was created
                 */
                at: string;
                failure: string | null;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                isDue: boolean;
                networks: ("facebook" | "instagram" | "linkedin" | "x")[];
                /** @enum {string} */
                status: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
                title: string;
                /** @description Why it waits; `next` if it is being created */
                waitsFor: ("next" | "balance" | "cap" | "paused" | "price" | "failed" | "relisted" | "wording") | null;
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        /** @description An RFC 9457 problem. 401 urn:market-trak:problem:key.invalid, 401 urn:market-trak:problem:key.expired, 403 urn:market-trak:problem:scope.missing, 403 urn:market-trak:problem:forbidden, 400 urn:market-trak:problem:input, 404 urn:market-trak:problem:not-found, 413 urn:market-trak:problem:body.too-large, 413 urn:market-trak:problem:photo.too-large, 413 urn:market-trak:problem:file.too-large, 413 urn:market-trak:problem:storage.full, 422 urn:market-trak:problem:hold.above, 422 urn:market-trak:problem:request.reused, 429 urn:market-trak:problem:rate.limited, 429 urn:market-trak:problem:cancel.limit, 402 urn:market-trak:problem:credits.insufficient, 402 urn:market-trak:problem:credits.stopped, 402 urn:market-trak:problem:spending-limit.reached, 402 urn:market-trak:problem:limit.reached, 409 urn:market-trak:problem:quote.changed, 503 urn:market-trak:problem:busy, 503 urn:market-trak:problem:credits.busy, 503 urn:market-trak:problem:credits.unavailable, 500 urn:market-trak:problem:unknown. Any other type is a rule of the product (409); its detail says what to do. */
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
        Report: {
            areaName: string;
            /** Format: date-time */
            createdAt: string;
            /** @description For a service key, the person who created it */
            createdBy: string;
            /** @description Why it ended without a result; it is free then */
            failure: string | null;
            finishedAt: string | null;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            /**
             * Format: uri
             * @description Its page, for members of the workspace
             */
            pageUrl: string;
            /** @description What it cost; null if nothing was charged */
            paid: {
                credits: number;
                /** @description The number of the entry in the statement */
                entrySeq: number;
            } | null;
            /** Format: date */
            periodFrom: string;
            /** Format: date */
            periodTo: string;
            progressPercent: number;
            /** @description Why its credits were refunded */
            refundReason: string | null;
            /** @description Null until the status is `ready` */
            result: {
                figures: {
                    affordability: {
                        bands: {
                            incomeUsd: number;
                            priceLimitUsd: number;
                            withinReachPercent: number;
                        }[];
                        incomeForMedianUsd: number;
                        loan: {
                            downPercent: number;
                            incomeSharePercent: number;
                            ratePercent: number;
                            years: number;
                        };
                    } | null;
                    area: {
                        /** @constant */
                        kind: "zip";
                        zipCode: string;
                    } | {
                        center: {
                            latitude: number;
                            longitude: number;
                        };
                        /** @constant */
                        kind: "radius";
                        miles: number;
                        name: string;
                    } | {
                        corners: {
                            latitude: number;
                            longitude: number;
                        }[];
                        /** @constant */
                        kind: "polygon";
                        name: string;
                    };
                    areaName: string;
                    bedrooms: {
                        label: string;
                        medianPriceUsd: number | null;
                        salesCount: number;
                        sharePercent: number;
                    }[];
                    /** @description The previous period of the same length; null if it is not fully recorded */
                    before: {
                        /** Format: date */
                        from: string;
                        medianPriceChangePercent: number | null;
                        medianPricePerSqftChangePercent: number | null;
                        medianPriceUsd: number | null;
                        salesChangePercent: number | null;
                        salesCount: number;
                        /** Format: date */
                        to: string;
                        volumeChangePercent?: number | null;
                    } | null;
                    county: {
                        areaSharePercent: number;
                        medianGapPercent: number | null;
                        medianGapUsd: number | null;
                        medianPricePerSqftUsd: number;
                        medianPriceUsd: number;
                        salesCount: number;
                    };
                    /** @description The data set, if it is your own. Amounts and areas are in its units, whatever the names of fields say */
                    data?: {
                        /** @enum {string} */
                        areaUnit: "sqft" | "m2";
                        /**
                         * @description Of the amounts; `usd` unless your own data set has another
                         * @example usd
                         */
                        currency: string;
                        name: string;
                    };
                    months: {
                        adjustedMedianPriceUsd: number | null;
                        medianPriceUsd: number | null;
                        month: string;
                        partial: boolean;
                        salesCount: number;
                        thin: boolean;
                    }[];
                    notable: {
                        bathrooms: number;
                        bedrooms: number;
                        livingSqft: number;
                        place: {
                            latitude: number;
                            longitude: number;
                        } | null;
                        pricePerSqftUsd: number;
                        priceUsd: number;
                        /** Format: date */
                        soldOn: string;
                        why: string;
                        yearBuilt: number;
                    }[];
                    period: {
                        days: number;
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                    };
                    /** @description The locations of the homes, for a map */
                    places: {
                        latitude: number;
                        longitude: number;
                    }[];
                    priceBuckets: {
                        fromUsd: number | null;
                        salesCount: number;
                        toUsd: number | null;
                    }[];
                    pricePerSqftUsd: {
                        highest: number;
                        lowerQuartile: number;
                        lowest: number;
                        median: number;
                        upperQuartile: number;
                    } | null;
                    priceUsd: {
                        highest: number;
                        lowerQuartile: number;
                        lowest: number;
                        median: number;
                        upperQuartile: number;
                    } | null;
                    quantiles: {
                        priceUsd: number;
                        sharePercent: number;
                    }[];
                    salesCount: number;
                    season?: {
                        monthsCount: number;
                        neededMonthsCount: number;
                        /** @enum {string} */
                        takenOut: "season" | "county";
                    };
                    trend: {
                        adjustedChangePerMonthPercent: number;
                        changePerMonthPercent: number;
                        monthsCount: number;
                    } | null;
                    volumeUsd: number;
                };
                /** @description What wrote the summary */
                model: string;
                summary: string;
            } | null;
            /** @enum {string} */
            status: "queued" | "running" | "ready" | "failed" | "cancelled";
            /**
             * Format: uri
             * @description This object in the API; poll it until it has a result
             */
            url: string;
        };
        ReportList: {
            items: {
                areaName: string;
                /** Format: date-time */
                createdAt: string;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                /** Format: date */
                periodFrom: string;
                /** Format: date */
                periodTo: string;
                progressPercent: number;
                /** @enum {string} */
                status: "queued" | "running" | "ready" | "failed" | "cancelled";
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        ReportShare: {
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uri
             * @description Opens the report for anyone who has it, until it expires or is revoked
             */
            url: string;
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
        Template: {
            /** @description With merge fields such as {{ first_name }} */
            body: string;
            /** Format: date-time */
            changedAt: string;
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            /** @enum {string} */
            kind: "email" | "social";
            name: string;
            subject: string;
        };
        TemplateList: {
            items: {
                /** @description With merge fields such as {{ first_name }} */
                body: string;
                /** Format: date-time */
                changedAt: string;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                /** @enum {string} */
                kind: "email" | "social";
                name: string;
                subject: string;
            }[];
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
        Valuation: {
            /** Format: date-time */
            createdAt: string;
            /** @description For a service key, the person who created it */
            createdBy: string;
            /** @description Why it ended without a result; it is free then */
            failure: string | null;
            finishedAt: string | null;
            home: {
                basementSqft: number;
                bathrooms: number;
                bedrooms: number;
                /** @description 1 (poor) to 5 (very good) */
                condition: number;
                floors: number;
                /** @description Build quality, 3 to 13; 7 is average */
                grade: number;
                latitude: number;
                /** @description 250 to 15,000, including the basement */
                livingSqft: number;
                longitude: number;
                lotSqft: number;
                /** @description 0 (none) to 4 (excellent) */
                view: number;
                waterfront: boolean;
                yearBuilt: number;
                /** @description 0 if it was not renovated */
                yearRenovated: number;
                zipCode: string;
            };
            /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
            id: string;
            label: string;
            /**
             * Format: uri
             * @description Its page, for members of the workspace
             */
            pageUrl: string;
            /** @description What it cost; null if nothing was charged */
            paid: {
                credits: number;
                /** @description The number of the entry in the statement */
                entrySeq: number;
            } | null;
            progressPercent: number;
            /** @description Why its credits were refunded */
            refundReason: string | null;
            /** @description Null until the status is `ready`. An automated estimate, not an appraisal */
            result: {
                comparables: {
                    /** @description The price plus all adjustments */
                    adjustedUsd: number;
                    adjustments: {
                        usd: number;
                        what: string;
                    }[];
                    bathrooms: number;
                    bedrooms: number;
                    grade: number;
                    km: number;
                    latitude: number;
                    livingSqft: number;
                    longitude: number;
                    lotSqft: number;
                    priceUsd: number;
                    saleId: number;
                    /** Format: date */
                    soldOn: string;
                    /** @description Why it weighs less: a forced sale or a resale after renovation */
                    unusual: ("distressed" | "flip") | null;
                    weightPercent: number;
                    yearBuilt: number;
                }[];
                /** @description The estimate from the comparable sales alone */
                comparablesUsd: number;
                /** @enum {string} */
                confidence: "high" | "fair" | "low";
                /**
                 * @description Of the amounts; `usd` unless your own data set has another
                 * @example usd
                 */
                currency: string;
                estimateUsd: number;
                highUsd: number;
                /** @description About 80% of similar homes sell between lowUsd and highUsd */
                lowUsd: number;
                /** @description Recorded sales before the valuation date */
                salesCount: number;
            } | null;
            /**
             * @description `declined`: too little is known for an estimate, so it is free
             * @enum {string}
             */
            status: "queued" | "running" | "ready" | "declined" | "failed" | "cancelled";
            /**
             * Format: uri
             * @description This object in the API; poll it until it has a result
             */
            url: string;
            /** Format: date */
            valuedOn: string;
            zipCode: string;
        };
        ValuationList: {
            items: {
                /** Format: date-time */
                createdAt: string;
                /**
                 * @description Of the amounts; `usd` unless your own data set has another
                 * @example usd
                 */
                currency: string;
                estimateUsd: number | null;
                highUsd: number | null;
                /** @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11 */
                id: string;
                label: string;
                lowUsd: number | null;
                progressPercent: number;
                /** @enum {string} */
                status: "queued" | "running" | "ready" | "declined" | "failed" | "cancelled";
                zipCode: string;
            }[];
            /** @description Pass as `before` to get the next page; null on the last page */
            nextBefore: string | null;
        };
        ValuationShare: {
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uri
             * @description Opens the valuation for anyone who has it, until it expires or is revoked
             */
            url: string;
        };
        WaitingPosts: {
            /** @description How many the balance and the spending limits cover */
            affordablePosts: number;
            leftCredits: number;
            /** @description Posts that need approval */
            posts: number;
            /** @description The price of each */
            priceCredits: number;
            /** @description How many wait, by reason */
            reasons: {
                [key: string]: number;
            };
            spendingLimitLeftCredits: number | null;
            /** @description The price of all of them; send it as quotedCredits */
            totalCredits: number;
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
    calendar: {
        parameters: {
            query?: {
                /** @description A day in the month or week; today if not given */
                day?: string;
                span?: "month" | "week";
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
                     *       "from": "2026-12-01",
                     *       "to": "2026-12-01",
                     *       "timeZone": "America/Los_Angeles",
                     *       "unit": "credits",
                     *       "items": [
                     *         {
                     *           "kind": "campaign",
                     *           "status": "draft",
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "title": "Price changed",
                     *           "at": "2026-12-01T00:00:00.000Z",
                     *           "credits": 20,
                     *           "recipients": 25,
                     *           "unpaid": true
                     *         }
                     *       ],
                     *       "planned": {
                     *         "count": 1,
                     *         "amount": 1
                     *       },
                     *       "left": 1,
                     *       "shortage": {
                     *         "title": "Price changed",
                     *         "day": "2026-12-01",
                     *         "needed": 1,
                     *         "left": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Calendar"];
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
    listCampaigns: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "name": "Growth",
                     *           "listName": "Open house visitors",
                     *           "status": "draft",
                     *           "at": "2026-12-01T00:00:00.000Z",
                     *           "recipients": 25,
                     *           "accepted": 1
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignList"];
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
    createCampaign: {
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
                 *       "name": "Spring",
                 *       "listId": null,
                 *       "templateId": "00000000-0000-4000-8000-000000000000",
                 *       "subject": "News for {{ first_name | default: \"you\" }}",
                 *       "fields": {
                 *         "area": "Green Lake"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Values of merge fields; for a personal field, the fallback for people without one
                     * @default {}
                     */
                    fields?: {
                        agent_name?: string;
                        area?: string;
                        figure?: string;
                        first_name?: string;
                        full_name?: string;
                        last_name?: string;
                        open_house?: string;
                        property_address?: string;
                        property_facts?: string;
                        property_photo?: string;
                        property_price?: string;
                        property_url?: string;
                        report_url?: string;
                    };
                    /** @description Null for all contacts */
                    listId: string | null;
                    name: string;
                    subject: string;
                    /**
                     * @description The email template whose content is copied
                     * @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11
                     */
                    templateId: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
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
                     *       "status": "draft",
                     *       "name": "Growth",
                     *       "listId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "listName": "Open house visitors",
                     *       "subject": "News for {{ first_name }}",
                     *       "body": "Hello {{ first_name }}",
                     *       "fields": {
                     *         "name": "Example"
                     *       },
                     *       "version": "5f2c9e81",
                     *       "recipients": 25,
                     *       "leftOut": 1,
                     *       "missingFields": [
                     *         {
                     *           "field": "Example",
                     *           "recipients": 25
                     *         }
                     *       ],
                     *       "counts": {
                     *         "waiting": 1,
                     *         "sending": 1,
                     *         "accepted": 1,
                     *         "rejected": 1,
                     *         "unsure": 1,
                     *         "left-out": 1,
                     *         "bounced": 1,
                     *         "complained": 1
                     *       },
                     *       "unsubscribed": 1,
                     *       "progressPercent": 100,
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "startedAt": "2026-12-01T00:00:00.000Z",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "failure": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
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
    getCampaign: {
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
                     *       "status": "draft",
                     *       "name": "Growth",
                     *       "listId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "listName": "Open house visitors",
                     *       "subject": "News for {{ first_name }}",
                     *       "body": "Hello {{ first_name }}",
                     *       "fields": {
                     *         "name": "Example"
                     *       },
                     *       "version": "5f2c9e81",
                     *       "recipients": 25,
                     *       "leftOut": 1,
                     *       "missingFields": [
                     *         {
                     *           "field": "Example",
                     *           "recipients": 25
                     *         }
                     *       ],
                     *       "counts": {
                     *         "waiting": 1,
                     *         "sending": 1,
                     *         "accepted": 1,
                     *         "rejected": 1,
                     *         "unsure": 1,
                     *         "left-out": 1,
                     *         "bounced": 1,
                     *         "complained": 1
                     *       },
                     *       "unsubscribed": 1,
                     *       "progressPercent": 100,
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "startedAt": "2026-12-01T00:00:00.000Z",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "failure": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
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
    deleteCampaign: {
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
                     *       "deleted": true
                     *     }
                     */
                    "application/json": components["schemas"]["Deleted"];
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
    cancelCampaign: {
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
                     *       "status": "draft",
                     *       "name": "Growth",
                     *       "listId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "listName": "Open house visitors",
                     *       "subject": "News for {{ first_name }}",
                     *       "body": "Hello {{ first_name }}",
                     *       "fields": {
                     *         "name": "Example"
                     *       },
                     *       "version": "5f2c9e81",
                     *       "recipients": 25,
                     *       "leftOut": 1,
                     *       "missingFields": [
                     *         {
                     *           "field": "Example",
                     *           "recipients": 25
                     *         }
                     *       ],
                     *       "counts": {
                     *         "waiting": 1,
                     *         "sending": 1,
                     *         "accepted": 1,
                     *         "rejected": 1,
                     *         "unsure": 1,
                     *         "left-out": 1,
                     *         "bounced": 1,
                     *         "complained": 1
                     *       },
                     *       "unsubscribed": 1,
                     *       "progressPercent": 100,
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "startedAt": "2026-12-01T00:00:00.000Z",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "failure": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
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
    previewCampaign: {
        parameters: {
            query?: {
                /** @description Which recipient, from 0 */
                index?: number;
            };
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
                     *       "version": "5f2c9e81",
                     *       "recipients": 25,
                     *       "quotedCredits": 20,
                     *       "leftCredits": 1240,
                     *       "affordable": true,
                     *       "sample": {
                     *         "index": 1,
                     *         "to": "ann@example.com",
                     *         "subject": "News for {{ first_name }}",
                     *         "html": "<p>Hello Ann</p>"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignPreview"];
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
    sendCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "5f2c…",
                 *       "recipients": 25,
                 *       "quotedCredits": 9
                 *     }
                 */
                "application/json": {
                    /** @description A scheduled campaign that would be sent later than this is put on hold */
                    lateAfterHours?: number;
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                    /** @description From the preview */
                    recipients: number;
                    /**
                     * Format: date-time
                     * @description Sends it now if not given. A scheduled campaign is paid when it is sent, at the price confirmed here
                     */
                    sendAt?: string;
                    /** @description From the preview: only the content you saw is sent */
                    version: string;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
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
                     *       "status": "draft",
                     *       "name": "Growth",
                     *       "listId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "listName": "Open house visitors",
                     *       "subject": "News for {{ first_name }}",
                     *       "body": "Hello {{ first_name }}",
                     *       "fields": {
                     *         "name": "Example"
                     *       },
                     *       "version": "5f2c9e81",
                     *       "recipients": 25,
                     *       "leftOut": 1,
                     *       "missingFields": [
                     *         {
                     *           "field": "Example",
                     *           "recipients": 25
                     *         }
                     *       ],
                     *       "counts": {
                     *         "waiting": 1,
                     *         "sending": 1,
                     *         "accepted": 1,
                     *         "rejected": 1,
                     *         "unsure": 1,
                     *         "left-out": 1,
                     *         "bounced": 1,
                     *         "complained": 1
                     *       },
                     *       "unsubscribed": 1,
                     *       "progressPercent": 100,
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "startedAt": "2026-12-01T00:00:00.000Z",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "failure": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
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
    listContactLists: {
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "name": "Growth",
                     *           "contacts": 1,
                     *           "mailable": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ContactLists"];
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
    createContactList: {
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
                 *       "name": "Open house visitors"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
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
                     *       "name": "Growth",
                     *       "contacts": 1,
                     *       "mailable": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ContactList"];
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
    listContacts: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                listId?: string;
                /** @description A part of the name or address, or a tag */
                search?: string;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "email": "ann@example.com",
                     *           "name": "Growth",
                     *           "tags": [
                     *             "Example"
                     *           ],
                     *           "consentSource": "Open house",
                     *           "consentAt": "2026-12-01",
                     *           "suppressed": "unsubscribed"
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactPage"];
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
    saveContact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ann.lee@example.com",
                 *       "firstName": "Ann",
                 *       "lastName": "Lee",
                 *       "tags": [
                 *         "buyer"
                 *       ],
                 *       "consentSource": "Open house",
                 *       "consentAt": "2026-01-05"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date
                     * @description The day they opted in. Required for a new contact
                     */
                    consentAt?: string;
                    /** @description How they opted in, such as an open house or a web form. Required for a new contact */
                    consentSource?: string;
                    /** @description Identifies the contact, in any case */
                    email: string;
                    firstName?: string;
                    lastName?: string;
                    /** @description Replaces the lists they are on */
                    listIds?: string[];
                    phone?: string;
                    tags?: string[];
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
                     *       "email": "ann@example.com",
                     *       "name": "Growth",
                     *       "tags": [
                     *         "Example"
                     *       ],
                     *       "consentSource": "Open house",
                     *       "consentAt": "2026-12-01",
                     *       "suppressed": "unsubscribed",
                     *       "firstName": "Ann",
                     *       "lastName": "Lee",
                     *       "phone": "+1 206 555 0134",
                     *       "listIds": [
                     *         "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11"
                     *       ],
                     *       "createdAt": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
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
    getContact: {
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
                     *       "email": "ann@example.com",
                     *       "name": "Growth",
                     *       "tags": [
                     *         "Example"
                     *       ],
                     *       "consentSource": "Open house",
                     *       "consentAt": "2026-12-01",
                     *       "suppressed": "unsubscribed",
                     *       "firstName": "Ann",
                     *       "lastName": "Lee",
                     *       "phone": "+1 206 555 0134",
                     *       "listIds": [
                     *         "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11"
                     *       ],
                     *       "createdAt": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
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
    deleteContact: {
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
                     *       "deleted": true
                     *     }
                     */
                    "application/json": components["schemas"]["Deleted"];
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
    getFeedFile: {
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
                     *       "feedId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "status": "queued",
                     *       "readCount": 1,
                     *       "newCount": 1,
                     *       "changedCount": 1,
                     *       "errorCount": 1,
                     *       "postCount": 1,
                     *       "failure": "Example",
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "url": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedFile"];
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
    listFeeds: {
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "name": "Growth",
                     *           "paused": true,
                     *           "disconnectedAt": "2026-12-01T00:00:00.000Z",
                     *           "lastHeardAt": "2026-12-01T00:00:00.000Z",
                     *           "pullFailure": "Example",
                     *           "capCredits": 1,
                     *           "spentCredits": 1,
                     *           "waitingPosts": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FeedList"];
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
    pushFeedFile: {
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
                "application/json": Blob;
                "application/xml": Blob;
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
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
                     *       "feedId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "status": "queued",
                     *       "readCount": 1,
                     *       "newCount": 1,
                     *       "changedCount": 1,
                     *       "errorCount": 1,
                     *       "postCount": 1,
                     *       "failure": "Example",
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "url": "https://example.com/"
                     *     }
                     */
                    "application/json": components["schemas"]["FeedFile"];
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
    listImages: {
        parameters: {
            query?: {
                before?: string;
                filter?: "ready" | "unfinished" | "ended";
                limit?: number;
                search?: string;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "status": "queued",
                     *           "progressPercent": 100,
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "createdAt": "2026-12-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["ImageList"];
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
    createImage: {
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
                 *       "headline": "A garden home near Green Lake",
                 *       "address": "8215 Ashworth Ave N, Seattle",
                 *       "price": "$845,000",
                 *       "details": "4 bed, 2.5 bath",
                 *       "badge": "Just listed",
                 *       "wish": "a modern home",
                 *       "format": "square",
                 *       "quotedCredits": 20
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    address?: string;
                    /** @description To continue without the parts that cannot be done: the agreedGaps of the problem image.partly-understood */
                    agreedGaps?: string;
                    /** @default  */
                    badge?: string;
                    /** @default  */
                    details?: string;
                    /** @enum {string} */
                    format: "square" | "portrait" | "story" | "link";
                    headline: string;
                    /**
                     * @description One of your photos, to show instead of a drawing
                     * @example 5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11
                     */
                    photoId?: string;
                    /** @default  */
                    price?: string;
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                    /** @default  */
                    wish?: string;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "image": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "progressPercent": 100,
                     *         "createdAt": "2026-12-01T00:00:00.000Z",
                     *         "createdBy": "Ann Lee",
                     *         "finishedAt": "2026-12-01T00:00:00.000Z",
                     *         "failure": "Example",
                     *         "refundReason": "Example",
                     *         "paid": {
                     *           "credits": 20,
                     *           "entrySeq": 412
                     *         },
                     *         "url": "https://example.com/",
                     *         "pageUrl": "https://example.com/",
                     *         "status": "queued",
                     *         "title": "Price changed",
                     *         "action": "image.generate",
                     *         "format": "square",
                     *         "number": 1,
                     *         "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "instruction": "Example",
                     *         "changes": [
                     *           "Example"
                     *         ],
                     *         "leftOut": [
                     *           "Example"
                     *         ],
                     *         "onPhoto": true,
                     *         "model": "Example"
                     *       },
                     *       "versions": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "progressPercent": 100,
                     *           "createdAt": "2026-12-01T00:00:00.000Z",
                     *           "createdBy": "Ann Lee",
                     *           "finishedAt": "2026-12-01T00:00:00.000Z",
                     *           "failure": "Example",
                     *           "refundReason": "Example",
                     *           "paid": {
                     *             "credits": 20,
                     *             "entrySeq": 412
                     *           },
                     *           "url": "https://example.com/",
                     *           "pageUrl": "https://example.com/",
                     *           "status": "queued",
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "number": 1,
                     *           "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "instruction": "Example",
                     *           "changes": [
                     *             "Example"
                     *           ],
                     *           "leftOut": [
                     *             "Example"
                     *           ],
                     *           "onPhoto": true,
                     *           "model": "Example"
                     *         }
                     *       ],
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
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
    getImage: {
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
                     *       "image": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "progressPercent": 100,
                     *         "createdAt": "2026-12-01T00:00:00.000Z",
                     *         "createdBy": "Ann Lee",
                     *         "finishedAt": "2026-12-01T00:00:00.000Z",
                     *         "failure": "Example",
                     *         "refundReason": "Example",
                     *         "paid": {
                     *           "credits": 20,
                     *           "entrySeq": 412
                     *         },
                     *         "url": "https://example.com/",
                     *         "pageUrl": "https://example.com/",
                     *         "status": "queued",
                     *         "title": "Price changed",
                     *         "action": "image.generate",
                     *         "format": "square",
                     *         "number": 1,
                     *         "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "instruction": "Example",
                     *         "changes": [
                     *           "Example"
                     *         ],
                     *         "leftOut": [
                     *           "Example"
                     *         ],
                     *         "onPhoto": true,
                     *         "model": "Example"
                     *       },
                     *       "versions": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "progressPercent": 100,
                     *           "createdAt": "2026-12-01T00:00:00.000Z",
                     *           "createdBy": "Ann Lee",
                     *           "finishedAt": "2026-12-01T00:00:00.000Z",
                     *           "failure": "Example",
                     *           "refundReason": "Example",
                     *           "paid": {
                     *             "credits": 20,
                     *             "entrySeq": 412
                     *           },
                     *           "url": "https://example.com/",
                     *           "pageUrl": "https://example.com/",
                     *           "status": "queued",
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "number": 1,
                     *           "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "instruction": "Example",
                     *           "changes": [
                     *             "Example"
                     *           ],
                     *           "leftOut": [
                     *             "Example"
                     *           ],
                     *           "onPhoto": true,
                     *           "model": "Example"
                     *         }
                     *       ],
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
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
    cancelImage: {
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
                     *       "image": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "progressPercent": 100,
                     *         "createdAt": "2026-12-01T00:00:00.000Z",
                     *         "createdBy": "Ann Lee",
                     *         "finishedAt": "2026-12-01T00:00:00.000Z",
                     *         "failure": "Example",
                     *         "refundReason": "Example",
                     *         "paid": {
                     *           "credits": 20,
                     *           "entrySeq": 412
                     *         },
                     *         "url": "https://example.com/",
                     *         "pageUrl": "https://example.com/",
                     *         "status": "queued",
                     *         "title": "Price changed",
                     *         "action": "image.generate",
                     *         "format": "square",
                     *         "number": 1,
                     *         "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "instruction": "Example",
                     *         "changes": [
                     *           "Example"
                     *         ],
                     *         "leftOut": [
                     *           "Example"
                     *         ],
                     *         "onPhoto": true,
                     *         "model": "Example"
                     *       },
                     *       "versions": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "progressPercent": 100,
                     *           "createdAt": "2026-12-01T00:00:00.000Z",
                     *           "createdBy": "Ann Lee",
                     *           "finishedAt": "2026-12-01T00:00:00.000Z",
                     *           "failure": "Example",
                     *           "refundReason": "Example",
                     *           "paid": {
                     *             "credits": 20,
                     *             "entrySeq": 412
                     *           },
                     *           "url": "https://example.com/",
                     *           "pageUrl": "https://example.com/",
                     *           "status": "queued",
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "number": 1,
                     *           "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "instruction": "Example",
                     *           "changes": [
                     *             "Example"
                     *           ],
                     *           "leftOut": [
                     *             "Example"
                     *           ],
                     *           "onPhoto": true,
                     *           "model": "Example"
                     *         }
                     *       ],
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
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
    downloadImage: {
        parameters: {
            query?: {
                as?: "png" | "jpeg" | "webp";
            };
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
                    "image/jpeg": Blob;
                    "image/png": Blob;
                    "image/webp": Blob;
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
    editImage: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "instruction": "paint the front door red",
                 *       "quotedCredits": 5
                 *     }
                 */
                "application/json": {
                    /** @description To continue without the parts that cannot be done: the agreedGaps of the problem image.partly-understood */
                    agreedGaps?: string;
                    instruction: string;
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "image": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "progressPercent": 100,
                     *         "createdAt": "2026-12-01T00:00:00.000Z",
                     *         "createdBy": "Ann Lee",
                     *         "finishedAt": "2026-12-01T00:00:00.000Z",
                     *         "failure": "Example",
                     *         "refundReason": "Example",
                     *         "paid": {
                     *           "credits": 20,
                     *           "entrySeq": 412
                     *         },
                     *         "url": "https://example.com/",
                     *         "pageUrl": "https://example.com/",
                     *         "status": "queued",
                     *         "title": "Price changed",
                     *         "action": "image.generate",
                     *         "format": "square",
                     *         "number": 1,
                     *         "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "instruction": "Example",
                     *         "changes": [
                     *           "Example"
                     *         ],
                     *         "leftOut": [
                     *           "Example"
                     *         ],
                     *         "onPhoto": true,
                     *         "model": "Example"
                     *       },
                     *       "versions": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "progressPercent": 100,
                     *           "createdAt": "2026-12-01T00:00:00.000Z",
                     *           "createdBy": "Ann Lee",
                     *           "finishedAt": "2026-12-01T00:00:00.000Z",
                     *           "failure": "Example",
                     *           "refundReason": "Example",
                     *           "paid": {
                     *             "credits": 20,
                     *             "entrySeq": 412
                     *           },
                     *           "url": "https://example.com/",
                     *           "pageUrl": "https://example.com/",
                     *           "status": "queued",
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "number": 1,
                     *           "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "instruction": "Example",
                     *           "changes": [
                     *             "Example"
                     *           ],
                     *           "leftOut": [
                     *             "Example"
                     *           ],
                     *           "onPhoto": true,
                     *           "model": "Example"
                     *         }
                     *       ],
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
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
    regenerateImage: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quotedCredits": 10
                 *     }
                 */
                "application/json": {
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "image": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "progressPercent": 100,
                     *         "createdAt": "2026-12-01T00:00:00.000Z",
                     *         "createdBy": "Ann Lee",
                     *         "finishedAt": "2026-12-01T00:00:00.000Z",
                     *         "failure": "Example",
                     *         "refundReason": "Example",
                     *         "paid": {
                     *           "credits": 20,
                     *           "entrySeq": 412
                     *         },
                     *         "url": "https://example.com/",
                     *         "pageUrl": "https://example.com/",
                     *         "status": "queued",
                     *         "title": "Price changed",
                     *         "action": "image.generate",
                     *         "format": "square",
                     *         "number": 1,
                     *         "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "instruction": "Example",
                     *         "changes": [
                     *           "Example"
                     *         ],
                     *         "leftOut": [
                     *           "Example"
                     *         ],
                     *         "onPhoto": true,
                     *         "model": "Example"
                     *       },
                     *       "versions": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "progressPercent": 100,
                     *           "createdAt": "2026-12-01T00:00:00.000Z",
                     *           "createdBy": "Ann Lee",
                     *           "finishedAt": "2026-12-01T00:00:00.000Z",
                     *           "failure": "Example",
                     *           "refundReason": "Example",
                     *           "paid": {
                     *             "credits": 20,
                     *             "entrySeq": 412
                     *           },
                     *           "url": "https://example.com/",
                     *           "pageUrl": "https://example.com/",
                     *           "status": "queued",
                     *           "title": "Price changed",
                     *           "action": "image.generate",
                     *           "format": "square",
                     *           "number": 1,
                     *           "parentId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "instruction": "Example",
                     *           "changes": [
                     *             "Example"
                     *           ],
                     *           "leftOut": [
                     *             "Example"
                     *           ],
                     *           "onPhoto": true,
                     *           "model": "Example"
                     *         }
                     *       ],
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
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
    uploadPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/webp": Blob;
            };
        };
        responses: {
            /** @description Created */
            201: {
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
                     *       "widthPixels": 1080,
                     *       "heightPixels": 1080
                     *     }
                     */
                    "application/json": components["schemas"]["Photo"];
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
    listListings: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "title": "Price changed",
                     *           "kind": "Example",
                     *           "status": "current",
                     *           "priceWords": "$845,000",
                     *           "hidesAddress": true,
                     *           "notForInternet": "Example",
                     *           "sourceKey": "R-1042",
                     *           "updatedAt": "2026-12-01T00:00:00.000Z",
                     *           "post": {
                     *             "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *             "status": "waiting",
                     *             "waitsFor": "next"
                     *           }
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["ListingList"];
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
    getListing: {
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
                     *       "title": "Price changed",
                     *       "kind": "Example",
                     *       "status": "current",
                     *       "priceWords": "$845,000",
                     *       "hidesAddress": true,
                     *       "notForInternet": "Example",
                     *       "sourceKey": "R-1042",
                     *       "updatedAt": "2026-12-01T00:00:00.000Z",
                     *       "post": {
                     *         "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *         "status": "waiting",
                     *         "waitsFor": "next"
                     *       },
                     *       "firstSeenAt": "2026-12-01T00:00:00.000Z",
                     *       "changes": [
                     *         {
                     *           "at": "2026-12-01T00:00:00.000Z",
                     *           "fields": [
                     *             {
                     *               "field": "Example",
                     *               "before": "Example",
                     *               "after": "Example"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ListingWithChanges"];
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
    listPosts: {
        parameters: {
            query?: {
                before?: string;
                filter?: "waiting" | "draft" | "approved" | "scheduled" | "exported" | "dropped";
                limit?: number;
                search?: string;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "title": "Price changed",
                     *           "status": "waiting",
                     *           "waitsFor": "next",
                     *           "isDue": true,
                     *           "at": "2026-12-01T00:00:00.000Z",
                     *           "networks": [
                     *             "facebook"
                     *           ],
                     *           "failure": "Example"
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["PostList"];
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
    getPost: {
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
                     *       "title": "Price changed",
                     *       "status": "waiting",
                     *       "waitsFor": "next",
                     *       "isDue": true,
                     *       "at": "2026-12-01T00:00:00.000Z",
                     *       "networks": [
                     *         "facebook"
                     *       ],
                     *       "failure": "Example",
                     *       "texts": {
                     *         "facebook": "Example"
                     *       },
                     *       "photoUrl": "Example",
                     *       "listingId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "model": "Example",
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "postedAt": "2026-12-01T00:00:00.000Z",
                     *       "approvedBy": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Post"];
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
    discardPost: {
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
                     *       "title": "Price changed",
                     *       "status": "waiting",
                     *       "waitsFor": "next",
                     *       "isDue": true,
                     *       "at": "2026-12-01T00:00:00.000Z",
                     *       "networks": [
                     *         "facebook"
                     *       ],
                     *       "failure": "Example",
                     *       "texts": {
                     *         "facebook": "Example"
                     *       },
                     *       "photoUrl": "Example",
                     *       "listingId": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *       "model": "Example",
                     *       "scheduledAt": "2026-12-01T00:00:00.000Z",
                     *       "postedAt": "2026-12-01T00:00:00.000Z",
                     *       "approvedBy": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Post"];
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
    approvePosts: {
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
                 *       "posts": 3,
                 *       "quotedCredits": 15
                 *     }
                 */
                "application/json": {
                    /** @description How many to create, oldest first */
                    posts: number;
                    /** @description Their total price: posts × priceCredits from /posts/waiting. If it has changed, nothing is approved */
                    quotedCredits: number;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "posts": 1,
                     *       "quotedCredits": 20
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovedPosts"];
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
    waitingPosts: {
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
                     *       "posts": 1,
                     *       "totalCredits": 2000,
                     *       "priceCredits": 1,
                     *       "reasons": {
                     *         "next": 1
                     *       },
                     *       "leftCredits": 1240,
                     *       "spendingLimitLeftCredits": 1,
                     *       "affordablePosts": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WaitingPosts"];
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
    listReports: {
        parameters: {
            query?: {
                before?: string;
                filter?: "ready" | "unfinished" | "ended";
                limit?: number;
                search?: string;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "status": "queued",
                     *           "progressPercent": 100,
                     *           "areaName": "98103",
                     *           "periodFrom": "2026-12-01",
                     *           "periodTo": "2026-12-01",
                     *           "createdAt": "2026-12-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["ReportList"];
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
    createReport: {
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
                 *       "area": {
                 *         "kind": "zip",
                 *         "zipCode": "98103"
                 *       },
                 *       "periodFrom": "2015-01-01",
                 *       "periodTo": "2015-03-31",
                 *       "quotedCredits": 20
                 *     }
                 */
                "application/json": {
                    area: {
                        /** @constant */
                        kind: "zip";
                        zipCode: string;
                    } | {
                        center: {
                            latitude: number;
                            longitude: number;
                        };
                        /** @constant */
                        kind: "radius";
                        miles: number;
                        name: string;
                    } | {
                        corners: {
                            latitude: number;
                            longitude: number;
                        }[];
                        /** @constant */
                        kind: "polygon";
                        name: string;
                    };
                    /** Format: date */
                    periodFrom: string;
                    /** Format: date */
                    periodTo: string;
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                    /**
                     * @description A data set of your own recorded sales. Without it, the bundled sales are used.
                     * @default null
                     */
                    saleSetId?: string | null;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "areaName": "98103",
                     *       "periodFrom": "2026-12-01",
                     *       "periodTo": "2026-12-01",
                     *       "result": {
                     *         "figures": {
                     *           "data": {
                     *             "name": "Growth",
                     *             "currency": "usd",
                     *             "areaUnit": "sqft"
                     *           },
                     *           "areaName": "98103",
                     *           "area": {
                     *             "kind": "zip",
                     *             "zipCode": "98103"
                     *           },
                     *           "period": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "days": 1
                     *           },
                     *           "salesCount": 48,
                     *           "volumeUsd": 1,
                     *           "priceUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "pricePerSqftUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "quantiles": [
                     *             {
                     *               "sharePercent": 1,
                     *               "priceUsd": 605000
                     *             }
                     *           ],
                     *           "before": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 1,
                     *             "salesChangePercent": 1,
                     *             "medianPriceChangePercent": 1,
                     *             "medianPricePerSqftChangePercent": 1,
                     *             "volumeChangePercent": 1
                     *           },
                     *           "county": {
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 605000,
                     *             "medianPricePerSqftUsd": 1,
                     *             "areaSharePercent": 1,
                     *             "medianGapUsd": 1,
                     *             "medianGapPercent": 1
                     *           },
                     *           "priceBuckets": [
                     *             {
                     *               "fromUsd": 1,
                     *               "toUsd": 1,
                     *               "salesCount": 48
                     *             }
                     *           ],
                     *           "months": [
                     *             {
                     *               "month": "2026-11",
                     *               "salesCount": 48,
                     *               "medianPriceUsd": 1,
                     *               "adjustedMedianPriceUsd": 1,
                     *               "thin": true,
                     *               "partial": true
                     *             }
                     *           ],
                     *           "bedrooms": [
                     *             {
                     *               "label": "Market report",
                     *               "salesCount": 48,
                     *               "sharePercent": 1,
                     *               "medianPriceUsd": 1
                     *             }
                     *           ],
                     *           "notable": [
                     *             {
                     *               "why": "Example",
                     *               "soldOn": "2026-12-01",
                     *               "priceUsd": 605000,
                     *               "pricePerSqftUsd": 1,
                     *               "livingSqft": 1720,
                     *               "bedrooms": 3,
                     *               "bathrooms": 1.75,
                     *               "yearBuilt": 1925,
                     *               "place": {
                     *                 "latitude": 47.664,
                     *                 "longitude": -122.336
                     *               }
                     *             }
                     *           ],
                     *           "season": {
                     *             "takenOut": "season",
                     *             "monthsCount": 1,
                     *             "neededMonthsCount": 1
                     *           },
                     *           "trend": {
                     *             "monthsCount": 1,
                     *             "changePerMonthPercent": 1,
                     *             "adjustedChangePerMonthPercent": 1
                     *           },
                     *           "affordability": {
                     *             "loan": {
                     *               "downPercent": 1,
                     *               "ratePercent": 1,
                     *               "years": 1,
                     *               "incomeSharePercent": 1
                     *             },
                     *             "incomeForMedianUsd": 1,
                     *             "bands": [
                     *               {
                     *                 "incomeUsd": 1,
                     *                 "priceLimitUsd": 1,
                     *                 "withinReachPercent": 1
                     *               }
                     *             ]
                     *           },
                     *           "places": [
                     *             {
                     *               "latitude": 47.664,
                     *               "longitude": -122.336
                     *             }
                     *           ]
                     *         },
                     *         "summary": "Prices rose in the last three months.",
                     *         "model": "Example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
    getReport: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "areaName": "98103",
                     *       "periodFrom": "2026-12-01",
                     *       "periodTo": "2026-12-01",
                     *       "result": {
                     *         "figures": {
                     *           "data": {
                     *             "name": "Growth",
                     *             "currency": "usd",
                     *             "areaUnit": "sqft"
                     *           },
                     *           "areaName": "98103",
                     *           "area": {
                     *             "kind": "zip",
                     *             "zipCode": "98103"
                     *           },
                     *           "period": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "days": 1
                     *           },
                     *           "salesCount": 48,
                     *           "volumeUsd": 1,
                     *           "priceUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "pricePerSqftUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "quantiles": [
                     *             {
                     *               "sharePercent": 1,
                     *               "priceUsd": 605000
                     *             }
                     *           ],
                     *           "before": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 1,
                     *             "salesChangePercent": 1,
                     *             "medianPriceChangePercent": 1,
                     *             "medianPricePerSqftChangePercent": 1,
                     *             "volumeChangePercent": 1
                     *           },
                     *           "county": {
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 605000,
                     *             "medianPricePerSqftUsd": 1,
                     *             "areaSharePercent": 1,
                     *             "medianGapUsd": 1,
                     *             "medianGapPercent": 1
                     *           },
                     *           "priceBuckets": [
                     *             {
                     *               "fromUsd": 1,
                     *               "toUsd": 1,
                     *               "salesCount": 48
                     *             }
                     *           ],
                     *           "months": [
                     *             {
                     *               "month": "2026-11",
                     *               "salesCount": 48,
                     *               "medianPriceUsd": 1,
                     *               "adjustedMedianPriceUsd": 1,
                     *               "thin": true,
                     *               "partial": true
                     *             }
                     *           ],
                     *           "bedrooms": [
                     *             {
                     *               "label": "Market report",
                     *               "salesCount": 48,
                     *               "sharePercent": 1,
                     *               "medianPriceUsd": 1
                     *             }
                     *           ],
                     *           "notable": [
                     *             {
                     *               "why": "Example",
                     *               "soldOn": "2026-12-01",
                     *               "priceUsd": 605000,
                     *               "pricePerSqftUsd": 1,
                     *               "livingSqft": 1720,
                     *               "bedrooms": 3,
                     *               "bathrooms": 1.75,
                     *               "yearBuilt": 1925,
                     *               "place": {
                     *                 "latitude": 47.664,
                     *                 "longitude": -122.336
                     *               }
                     *             }
                     *           ],
                     *           "season": {
                     *             "takenOut": "season",
                     *             "monthsCount": 1,
                     *             "neededMonthsCount": 1
                     *           },
                     *           "trend": {
                     *             "monthsCount": 1,
                     *             "changePerMonthPercent": 1,
                     *             "adjustedChangePerMonthPercent": 1
                     *           },
                     *           "affordability": {
                     *             "loan": {
                     *               "downPercent": 1,
                     *               "ratePercent": 1,
                     *               "years": 1,
                     *               "incomeSharePercent": 1
                     *             },
                     *             "incomeForMedianUsd": 1,
                     *             "bands": [
                     *               {
                     *                 "incomeUsd": 1,
                     *                 "priceLimitUsd": 1,
                     *                 "withinReachPercent": 1
                     *               }
                     *             ]
                     *           },
                     *           "places": [
                     *             {
                     *               "latitude": 47.664,
                     *               "longitude": -122.336
                     *             }
                     *           ]
                     *         },
                     *         "summary": "Prices rose in the last three months.",
                     *         "model": "Example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
    cancelReport: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "areaName": "98103",
                     *       "periodFrom": "2026-12-01",
                     *       "periodTo": "2026-12-01",
                     *       "result": {
                     *         "figures": {
                     *           "data": {
                     *             "name": "Growth",
                     *             "currency": "usd",
                     *             "areaUnit": "sqft"
                     *           },
                     *           "areaName": "98103",
                     *           "area": {
                     *             "kind": "zip",
                     *             "zipCode": "98103"
                     *           },
                     *           "period": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "days": 1
                     *           },
                     *           "salesCount": 48,
                     *           "volumeUsd": 1,
                     *           "priceUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "pricePerSqftUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "quantiles": [
                     *             {
                     *               "sharePercent": 1,
                     *               "priceUsd": 605000
                     *             }
                     *           ],
                     *           "before": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 1,
                     *             "salesChangePercent": 1,
                     *             "medianPriceChangePercent": 1,
                     *             "medianPricePerSqftChangePercent": 1,
                     *             "volumeChangePercent": 1
                     *           },
                     *           "county": {
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 605000,
                     *             "medianPricePerSqftUsd": 1,
                     *             "areaSharePercent": 1,
                     *             "medianGapUsd": 1,
                     *             "medianGapPercent": 1
                     *           },
                     *           "priceBuckets": [
                     *             {
                     *               "fromUsd": 1,
                     *               "toUsd": 1,
                     *               "salesCount": 48
                     *             }
                     *           ],
                     *           "months": [
                     *             {
                     *               "month": "2026-11",
                     *               "salesCount": 48,
                     *               "medianPriceUsd": 1,
                     *               "adjustedMedianPriceUsd": 1,
                     *               "thin": true,
                     *               "partial": true
                     *             }
                     *           ],
                     *           "bedrooms": [
                     *             {
                     *               "label": "Market report",
                     *               "salesCount": 48,
                     *               "sharePercent": 1,
                     *               "medianPriceUsd": 1
                     *             }
                     *           ],
                     *           "notable": [
                     *             {
                     *               "why": "Example",
                     *               "soldOn": "2026-12-01",
                     *               "priceUsd": 605000,
                     *               "pricePerSqftUsd": 1,
                     *               "livingSqft": 1720,
                     *               "bedrooms": 3,
                     *               "bathrooms": 1.75,
                     *               "yearBuilt": 1925,
                     *               "place": {
                     *                 "latitude": 47.664,
                     *                 "longitude": -122.336
                     *               }
                     *             }
                     *           ],
                     *           "season": {
                     *             "takenOut": "season",
                     *             "monthsCount": 1,
                     *             "neededMonthsCount": 1
                     *           },
                     *           "trend": {
                     *             "monthsCount": 1,
                     *             "changePerMonthPercent": 1,
                     *             "adjustedChangePerMonthPercent": 1
                     *           },
                     *           "affordability": {
                     *             "loan": {
                     *               "downPercent": 1,
                     *               "ratePercent": 1,
                     *               "years": 1,
                     *               "incomeSharePercent": 1
                     *             },
                     *             "incomeForMedianUsd": 1,
                     *             "bands": [
                     *               {
                     *                 "incomeUsd": 1,
                     *                 "priceLimitUsd": 1,
                     *                 "withinReachPercent": 1
                     *               }
                     *             ]
                     *           },
                     *           "places": [
                     *             {
                     *               "latitude": 47.664,
                     *               "longitude": -122.336
                     *             }
                     *           ]
                     *         },
                     *         "summary": "Prices rose in the last three months.",
                     *         "model": "Example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
    downloadReport: {
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
                    "application/pdf": Blob;
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
    shareReport: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 30
                 *     }
                 */
                "application/json": {
                    days: 7 | 30 | 90;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://example.com/",
                     *       "expiresAt": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReportShare"];
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
    unshareReport: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "areaName": "98103",
                     *       "periodFrom": "2026-12-01",
                     *       "periodTo": "2026-12-01",
                     *       "result": {
                     *         "figures": {
                     *           "data": {
                     *             "name": "Growth",
                     *             "currency": "usd",
                     *             "areaUnit": "sqft"
                     *           },
                     *           "areaName": "98103",
                     *           "area": {
                     *             "kind": "zip",
                     *             "zipCode": "98103"
                     *           },
                     *           "period": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "days": 1
                     *           },
                     *           "salesCount": 48,
                     *           "volumeUsd": 1,
                     *           "priceUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "pricePerSqftUsd": {
                     *             "median": 1,
                     *             "lowerQuartile": 1,
                     *             "upperQuartile": 1,
                     *             "lowest": 1,
                     *             "highest": 1
                     *           },
                     *           "quantiles": [
                     *             {
                     *               "sharePercent": 1,
                     *               "priceUsd": 605000
                     *             }
                     *           ],
                     *           "before": {
                     *             "from": "2026-12-01",
                     *             "to": "2026-12-01",
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 1,
                     *             "salesChangePercent": 1,
                     *             "medianPriceChangePercent": 1,
                     *             "medianPricePerSqftChangePercent": 1,
                     *             "volumeChangePercent": 1
                     *           },
                     *           "county": {
                     *             "salesCount": 48,
                     *             "medianPriceUsd": 605000,
                     *             "medianPricePerSqftUsd": 1,
                     *             "areaSharePercent": 1,
                     *             "medianGapUsd": 1,
                     *             "medianGapPercent": 1
                     *           },
                     *           "priceBuckets": [
                     *             {
                     *               "fromUsd": 1,
                     *               "toUsd": 1,
                     *               "salesCount": 48
                     *             }
                     *           ],
                     *           "months": [
                     *             {
                     *               "month": "2026-11",
                     *               "salesCount": 48,
                     *               "medianPriceUsd": 1,
                     *               "adjustedMedianPriceUsd": 1,
                     *               "thin": true,
                     *               "partial": true
                     *             }
                     *           ],
                     *           "bedrooms": [
                     *             {
                     *               "label": "Market report",
                     *               "salesCount": 48,
                     *               "sharePercent": 1,
                     *               "medianPriceUsd": 1
                     *             }
                     *           ],
                     *           "notable": [
                     *             {
                     *               "why": "Example",
                     *               "soldOn": "2026-12-01",
                     *               "priceUsd": 605000,
                     *               "pricePerSqftUsd": 1,
                     *               "livingSqft": 1720,
                     *               "bedrooms": 3,
                     *               "bathrooms": 1.75,
                     *               "yearBuilt": 1925,
                     *               "place": {
                     *                 "latitude": 47.664,
                     *                 "longitude": -122.336
                     *               }
                     *             }
                     *           ],
                     *           "season": {
                     *             "takenOut": "season",
                     *             "monthsCount": 1,
                     *             "neededMonthsCount": 1
                     *           },
                     *           "trend": {
                     *             "monthsCount": 1,
                     *             "changePerMonthPercent": 1,
                     *             "adjustedChangePerMonthPercent": 1
                     *           },
                     *           "affordability": {
                     *             "loan": {
                     *               "downPercent": 1,
                     *               "ratePercent": 1,
                     *               "years": 1,
                     *               "incomeSharePercent": 1
                     *             },
                     *             "incomeForMedianUsd": 1,
                     *             "bands": [
                     *               {
                     *                 "incomeUsd": 1,
                     *                 "priceLimitUsd": 1,
                     *                 "withinReachPercent": 1
                     *               }
                     *             ]
                     *           },
                     *           "places": [
                     *             {
                     *               "latitude": 47.664,
                     *               "longitude": -122.336
                     *             }
                     *           ]
                     *         },
                     *         "summary": "Prices rose in the last three months.",
                     *         "model": "Example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
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
    listTemplates: {
        parameters: {
            query?: {
                kind?: "email" | "social";
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "kind": "email",
                     *           "name": "Growth",
                     *           "subject": "News for {{ first_name }}",
                     *           "body": "Hello {{ first_name }}",
                     *           "changedAt": "2026-12-01T00:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateList"];
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
    getTemplate: {
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
                     *       "kind": "email",
                     *       "name": "Growth",
                     *       "subject": "News for {{ first_name }}",
                     *       "body": "Hello {{ first_name }}",
                     *       "changedAt": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
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
    listValuations: {
        parameters: {
            query?: {
                before?: string;
                filter?: "ready" | "unfinished" | "ended";
                limit?: number;
                search?: string;
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
                     *       "items": [
                     *         {
                     *           "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
                     *           "status": "queued",
                     *           "progressPercent": 100,
                     *           "label": "Market report",
                     *           "zipCode": "98103",
                     *           "estimateUsd": 1,
                     *           "lowUsd": 1,
                     *           "highUsd": 1,
                     *           "currency": "usd",
                     *           "createdAt": "2026-12-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextBefore": "Example"
                     *     }
                     */
                    "application/json": components["schemas"]["ValuationList"];
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
    createValuation: {
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
                 *       "label": "12 Test Lane",
                 *       "zipCode": "98103",
                 *       "latitude": 47.664,
                 *       "longitude": -122.336,
                 *       "livingSqft": 1720,
                 *       "basementSqft": 400,
                 *       "lotSqft": 3800,
                 *       "bedrooms": 3,
                 *       "bathrooms": 1.75,
                 *       "floors": 1.5,
                 *       "yearBuilt": 1925,
                 *       "condition": 4,
                 *       "grade": 7,
                 *       "valuedOn": "2015-04-01",
                 *       "quotedCredits": 20
                 *     }
                 */
                "application/json": {
                    /** @default 0 */
                    basementSqft?: number;
                    bathrooms: number;
                    bedrooms: number;
                    /** @description 1 (poor) to 5 (very good) */
                    condition: number;
                    floors: number;
                    /** @description Build quality, 3 to 13; 7 is average */
                    grade: number;
                    /** @description A name, such as the address */
                    label: string;
                    latitude: number;
                    /** @description 250 to 15,000, including the basement */
                    livingSqft: number;
                    longitude: number;
                    lotSqft: number;
                    /** @description The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price */
                    quotedCredits: number;
                    /**
                     * @description A data set of your own recorded sales. Without it, the bundled sales are used.
                     * @default null
                     */
                    saleSetId?: string | null;
                    /** Format: date */
                    valuedOn: string;
                    /**
                     * @description 0 (none) to 4 (excellent)
                     * @default 0
                     */
                    view?: number;
                    /** @default false */
                    waterfront?: boolean;
                    yearBuilt: number;
                    /**
                     * @description 0 if it was not renovated
                     * @default 0
                     */
                    yearRenovated?: number;
                    zipCode: string;
                };
            };
        };
        responses: {
            /** @description Accepted: the work continues */
            202: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "label": "Market report",
                     *       "zipCode": "98103",
                     *       "valuedOn": "2026-12-01",
                     *       "home": {
                     *         "zipCode": "98103",
                     *         "latitude": 47.664,
                     *         "longitude": -122.336,
                     *         "livingSqft": 1720,
                     *         "basementSqft": 1,
                     *         "lotSqft": 3800,
                     *         "bedrooms": 3,
                     *         "bathrooms": 1.75,
                     *         "floors": 1,
                     *         "yearBuilt": 1925,
                     *         "yearRenovated": 1,
                     *         "condition": 1,
                     *         "grade": 1,
                     *         "view": 1,
                     *         "waterfront": true
                     *       },
                     *       "result": {
                     *         "currency": "usd",
                     *         "estimateUsd": 612000,
                     *         "lowUsd": 560000,
                     *         "highUsd": 668000,
                     *         "confidence": "high",
                     *         "salesCount": 48,
                     *         "comparablesUsd": 1,
                     *         "comparables": [
                     *           {
                     *             "saleId": 1,
                     *             "soldOn": "2026-12-01",
                     *             "priceUsd": 605000,
                     *             "adjustedUsd": 1,
                     *             "unusual": "distressed",
                     *             "adjustments": [
                     *               {
                     *                 "what": "Market report",
                     *                 "usd": 1
                     *               }
                     *             ],
                     *             "weightPercent": 1,
                     *             "km": 1,
                     *             "latitude": 47.664,
                     *             "longitude": -122.336,
                     *             "livingSqft": 1720,
                     *             "lotSqft": 3800,
                     *             "bedrooms": 3,
                     *             "bathrooms": 1.75,
                     *             "yearBuilt": 1925,
                     *             "grade": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Valuation"];
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
    getValuation: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "label": "Market report",
                     *       "zipCode": "98103",
                     *       "valuedOn": "2026-12-01",
                     *       "home": {
                     *         "zipCode": "98103",
                     *         "latitude": 47.664,
                     *         "longitude": -122.336,
                     *         "livingSqft": 1720,
                     *         "basementSqft": 1,
                     *         "lotSqft": 3800,
                     *         "bedrooms": 3,
                     *         "bathrooms": 1.75,
                     *         "floors": 1,
                     *         "yearBuilt": 1925,
                     *         "yearRenovated": 1,
                     *         "condition": 1,
                     *         "grade": 1,
                     *         "view": 1,
                     *         "waterfront": true
                     *       },
                     *       "result": {
                     *         "currency": "usd",
                     *         "estimateUsd": 612000,
                     *         "lowUsd": 560000,
                     *         "highUsd": 668000,
                     *         "confidence": "high",
                     *         "salesCount": 48,
                     *         "comparablesUsd": 1,
                     *         "comparables": [
                     *           {
                     *             "saleId": 1,
                     *             "soldOn": "2026-12-01",
                     *             "priceUsd": 605000,
                     *             "adjustedUsd": 1,
                     *             "unusual": "distressed",
                     *             "adjustments": [
                     *               {
                     *                 "what": "Market report",
                     *                 "usd": 1
                     *               }
                     *             ],
                     *             "weightPercent": 1,
                     *             "km": 1,
                     *             "latitude": 47.664,
                     *             "longitude": -122.336,
                     *             "livingSqft": 1720,
                     *             "lotSqft": 3800,
                     *             "bedrooms": 3,
                     *             "bathrooms": 1.75,
                     *             "yearBuilt": 1925,
                     *             "grade": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Valuation"];
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
    cancelValuation: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "label": "Market report",
                     *       "zipCode": "98103",
                     *       "valuedOn": "2026-12-01",
                     *       "home": {
                     *         "zipCode": "98103",
                     *         "latitude": 47.664,
                     *         "longitude": -122.336,
                     *         "livingSqft": 1720,
                     *         "basementSqft": 1,
                     *         "lotSqft": 3800,
                     *         "bedrooms": 3,
                     *         "bathrooms": 1.75,
                     *         "floors": 1,
                     *         "yearBuilt": 1925,
                     *         "yearRenovated": 1,
                     *         "condition": 1,
                     *         "grade": 1,
                     *         "view": 1,
                     *         "waterfront": true
                     *       },
                     *       "result": {
                     *         "currency": "usd",
                     *         "estimateUsd": 612000,
                     *         "lowUsd": 560000,
                     *         "highUsd": 668000,
                     *         "confidence": "high",
                     *         "salesCount": 48,
                     *         "comparablesUsd": 1,
                     *         "comparables": [
                     *           {
                     *             "saleId": 1,
                     *             "soldOn": "2026-12-01",
                     *             "priceUsd": 605000,
                     *             "adjustedUsd": 1,
                     *             "unusual": "distressed",
                     *             "adjustments": [
                     *               {
                     *                 "what": "Market report",
                     *                 "usd": 1
                     *               }
                     *             ],
                     *             "weightPercent": 1,
                     *             "km": 1,
                     *             "latitude": 47.664,
                     *             "longitude": -122.336,
                     *             "livingSqft": 1720,
                     *             "lotSqft": 3800,
                     *             "bedrooms": 3,
                     *             "bathrooms": 1.75,
                     *             "yearBuilt": 1925,
                     *             "grade": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Valuation"];
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
    downloadValuation: {
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
                    "application/pdf": Blob;
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
    shareValuation: {
        parameters: {
            query?: never;
            header: {
                /** @description Identifies the request. Retrying with the same key runs it once and returns the same result. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 30
                 *     }
                 */
                "application/json": {
                    days: 7 | 30 | 90;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://example.com/",
                     *       "expiresAt": "2026-12-01T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ValuationShare"];
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
    unshareValuation: {
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
                     *       "progressPercent": 100,
                     *       "createdAt": "2026-12-01T00:00:00.000Z",
                     *       "createdBy": "Ann Lee",
                     *       "finishedAt": "2026-12-01T00:00:00.000Z",
                     *       "failure": "Example",
                     *       "refundReason": "Example",
                     *       "paid": {
                     *         "credits": 20,
                     *         "entrySeq": 412
                     *       },
                     *       "url": "https://example.com/",
                     *       "pageUrl": "https://example.com/",
                     *       "status": "queued",
                     *       "label": "Market report",
                     *       "zipCode": "98103",
                     *       "valuedOn": "2026-12-01",
                     *       "home": {
                     *         "zipCode": "98103",
                     *         "latitude": 47.664,
                     *         "longitude": -122.336,
                     *         "livingSqft": 1720,
                     *         "basementSqft": 1,
                     *         "lotSqft": 3800,
                     *         "bedrooms": 3,
                     *         "bathrooms": 1.75,
                     *         "floors": 1,
                     *         "yearBuilt": 1925,
                     *         "yearRenovated": 1,
                     *         "condition": 1,
                     *         "grade": 1,
                     *         "view": 1,
                     *         "waterfront": true
                     *       },
                     *       "result": {
                     *         "currency": "usd",
                     *         "estimateUsd": 612000,
                     *         "lowUsd": 560000,
                     *         "highUsd": 668000,
                     *         "confidence": "high",
                     *         "salesCount": 48,
                     *         "comparablesUsd": 1,
                     *         "comparables": [
                     *           {
                     *             "saleId": 1,
                     *             "soldOn": "2026-12-01",
                     *             "priceUsd": 605000,
                     *             "adjustedUsd": 1,
                     *             "unusual": "distressed",
                     *             "adjustments": [
                     *               {
                     *                 "what": "Market report",
                     *                 "usd": 1
                     *               }
                     *             ],
                     *             "weightPercent": 1,
                     *             "km": 1,
                     *             "latitude": 47.664,
                     *             "longitude": -122.336,
                     *             "livingSqft": 1720,
                     *             "lotSqft": 3800,
                     *             "bedrooms": 3,
                     *             "bathrooms": 1.75,
                     *             "yearBuilt": 1925,
                     *             "grade": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Valuation"];
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

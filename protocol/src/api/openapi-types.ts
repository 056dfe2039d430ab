/** Made from docs/openapi.json by `npm run api`; not to be edited. */
export interface paths {
    "/agent/v1/blobs/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a blob, whole or one range of them */
        get: operations["getBlobBytes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/blobs/{digest}/patches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Patches that make this blob out of one that the device holds, the smallest first */
        get: operations["getPatchOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is there for this device? */
        post: operations["checkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a device known, for a token or once a person agrees, and signs for its key */
        post: operations["enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Divides what a site fetches from the origin among its devices, and tells who has the rest */
        post: operations["exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/manifests/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The digests of a blob's pieces, by the digest of this list */
        get: operations["getManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person at this device may ask for */
        get: operations["listOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/offers/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person at this device asks for it: it is an order from now on */
        post: operations["askForOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/releases/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release as its publisher has signed for it (CBOR) */
        get: operations["getReleaseDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A certificate for a new key of this device; the old one is good until the new one is used */
        post: operations["renewCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the device proved; sent at least once, stored once */
        post: operations["report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents are pinned to; who asks compares its digest with the pin that they have */
        get: operations["getTrust"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/v1/trust/metadata/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metadata of TUF as it was signed: timestamp.json, N.snapshot.json, N.ROLE.json */
        get: operations["getMetadataAsDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices' parts of tasks, in the order in which they were made */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One action with every step */
        get: operations["getAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs the trail as it is now, for a copy that is kept elsewhere */
        post: operations["makeCheckpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key that checkpoints of the trail are signed with */
        get: operations["readAuditKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole trail as JSON lines, oldest first, with all that it takes to prove it */
        get: operations["readTrail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server's authorities, the one that issues first */
        get: operations["listAuthorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorities/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the announced authority issue from now on, also the server's own certificate */
        post: operations["activateAuthority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorities/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the next authority and announces it to agents; it issues nothing yet */
        post: operations["prepareAuthority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorities/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believes the former authority no more, and forgets its key */
        post: operations["retireAuthority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blobs/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a file is here already */
        get: operations["getBlob"];
        /** Uploads a file under its SHA-256; Content-Length is required, and nothing is kept of what differs */
        put: operations["putBlob"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blobs/{digest}/patches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Patches that make this blob out of one of these, the smallest first */
        get: operations["listPatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names that point to releases, by name */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel */
        get: operations["getChannel"];
        /** Makes a channel, or points it to another release of its package */
        put: operations["setChannel"];
        post?: never;
        /** Deletes a channel; the release stays */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Points a channel to where another one points now */
        post: operations["promoteChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices in the order of their enrolment, or of their names */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device with its inventory, by id or name */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The groups that a device is in now, by name */
        get: operations["listDeviceGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened on a device, newest first */
        get: operations["getDeviceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a device go on of which two holders were seen: the copy is gone, or has enrolled anew */
        post: operations["releaseDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses a device everything from now on; its connections end, and so does what is open on it */
        post: operations["revokeDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every setting of a device, and where its value comes from */
        get: operations["getDeviceSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets attributes of devices, and takes them away */
        post: operations["changeAttributes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives tags to devices, and takes them away */
        post: operations["changeTags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a device is pinned to that comes without a token; it is no secret */
        get: operations["getEnrolmentPin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that ask to be let in, and that no token speaks for */
        get: operations["listEnrolmentRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a device in; it comes for its certificate by itself */
        post: operations["approveEnrolmentRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-requests/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does not let a device in; it is told so when it asks again */
        post: operations["rejectEnrolmentRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enrolment tokens, newest first */
        get: operations["listEnrolmentTokens"];
        put?: never;
        /** A token for enrolling agents; it is shown once */
        post: operations["makeEnrolmentToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enrolment-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes an enrolment token */
        delete: operations["revokeEnrolmentToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events from a cursor; without one, from now on
         * @description To whoever may follow, each answer to a GET says in its header shoal-event which event was the last before it was read: with that as its cursor, a reader misses nothing that came after.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All actions as CSV or JSON lines */
        get: operations["exportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All audit as CSV or JSON lines */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All devices as CSV or JSON lines */
        get: operations["exportDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the fleet what files of one source say, whole or not at all; as a dry run, says what it would do */
        post: operations["applyFleet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fleet as it is now, as files would declare it */
        get: operations["exportFleet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What files manage, of which source and revision */
        get: operations["listManaged"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By which rules devices are stale and retired */
        get: operations["getFleetRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes some of the rules; they hold from the next minute on */
        patch: operations["changeFleetRules"];
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of devices, by name */
        get: operations["listGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group, and what uses it */
        get: operations["getGroup"];
        /** Makes a group of a query or of a list, or changes it */
        put: operations["putGroup"];
        post?: never;
        /** Deletes a group that no other group and no open task uses */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{name}/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts devices on a list */
        post: operations["addGroupMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{name}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in a group at this moment */
        get: operations["listGroupMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{name}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes devices off a list */
        post: operations["removeGroupMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What ended on each of the last days, and where its bytes came from; the oldest first */
        get: operations["historyByDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/failing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that fail most */
        get: operations["failingDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Failed actions by their cause, the most frequent first */
        get: operations["failuresByCause"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/slowest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices whose installations take longest */
        get: operations["slowestDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/success-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ended actions and their success rate, by release or by platform */
        get: operations["successRate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who started what, and what came of it */
        get: operations["startedTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses a password by the link that one was given; where there is no second factor, a session is open then */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is, and what one may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's passkeys */
        get: operations["listPasskeys"];
        put?: never;
        /** Adds the passkey that an authenticator has made */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a passkey away */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an authenticator is asked for a new passkey */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one's password; every other session is closed */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's open sessions, newest first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Closes all of one's sessions, this one too, and the logins of command lines */
        delete: operations["signOutEverywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Closes one of one's sessions */
        delete: operations["closeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The seed of an authenticator, and recovery codes; in force once a code of it is confirmed */
        post: operations["beginTotp"];
        /** Signing in asks for no code of an authenticator any more */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on signing in asks for a code of this authenticator */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who may sign in, by name */
        get: operations["listOperators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends every session and token of an operator at once, and lets them sign in no more */
        post: operations["disableOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets an operator sign in again */
        post: operations["enableOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs an operator out everywhere; by the link they choose a new password */
        post: operations["resetOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives an operator these roles and no others; in force at once */
        put: operations["setOperatorRoles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An account for somebody, and a link by which they choose their password */
        post: operations["inviteOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages, the last published first */
        get: operations["listPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One package with its releases, newest first */
        get: operations["getPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many devices have which version of a package, and how many have none */
        get: operations["getPackageDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}/releases/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One release with its variants */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}/releases/{version}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a release wherever it has not arrived, and keeps it from being given again */
        post: operations["recallRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}/releases/{version}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signs for a release now: role, keys, threshold, until when; absent where its publisher took it out */
        get: operations["getReleaseSignature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{name}/releases/{version}/unrecall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lifts a recall; what was stopped stays stopped */
        post: operations["unrecallRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that can be allowed */
        get: operations["listPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proxies/{name}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believes nothing more of what a proxy forwards, by whichever of its certificates */
        post: operations["revokeProxy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proxy-certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates that proxies were given, newest first */
        get: operations["listProxyCertificates"];
        put?: never;
        /** A certificate for a proxy in front of the agents' listener: what it forwards of devices is believed */
        post: operations["makeProxyCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that were announced, and those that have come */
        get: operations["listRegistrations"];
        put?: never;
        /** Announces a device: it is let in once, by its key, or by the serial number that it says */
        post: operations["registerDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes back that a device was announced, as long as it has not come */
        delete: operations["unregisterDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/releases/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether what a release needs of others is there, and the secrets that it may use; changes nothing */
        post: operations["checkRelations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles: the built-in ones, and those that were made here */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes or changes a role; who has it may do the new at once */
        put: operations["putRole"];
        post?: never;
        /** Deletes a role; who had it has nothing by it any more */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names of secrets, who set them, which packages may use them and which releases need them; values are never given back */
        get: operations["listSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a secret, gives it another value, or says which packages may use it */
        put: operations["setSecret"];
        post?: never;
        /** Deletes a secret that no release which can be ordered needs */
        delete: operations["deleteSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session, or asks for the second factor; both are cookies */
        post: operations["signIn"];
        /** Closes the session, or revokes the token, that this request shows */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session by a passkey, which is two factors in one */
        post: operations["signInByPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an authenticator is asked to sign in; the same for everybody */
        post: operations["beginPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens the session that the password alone did not */
        post: operations["provideSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By what one can come in */
        get: operations["getSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Named sets of agent settings, by name */
        get: operations["listSettingSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One set */
        get: operations["getSettingSet"];
        /** Makes a set or replaces its values; connected devices have it in seconds */
        put: operations["putSettingSet"];
        post?: never;
        /** Deletes a set that no device has */
        delete: operations["deleteSettingSet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets/{name}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a set to devices, in the place of the one they have */
        post: operations["assignSettingSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets/{name}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a set would change if it had other values; changes nothing */
        post: operations["diffSettingSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets/{name}/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many devices a set is for, and on how many it is in force */
        get: operations["getSettingSetReach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setting-sets/{name}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a set from devices; the built-in settings hold there */
        post: operations["unassignSettingSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an admin: an account and its session, or an API token. The setup link works once */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/siem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log systems that are sent the trail and events */
        get: operations["listFeeds"];
        put?: never;
        /** Sends the trail and events to a log system from now on */
        post: operations["makeFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/siem/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sends nothing more to a log system */
        delete: operations["deleteFeed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/siem/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test at once, and says whether it could be sent */
        post: operations["testFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staged-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases that wait to be signed, the newest first */
        get: operations["listStagedReleases"];
        put?: never;
        /** A release document (CBOR) to be signed; its content must be here already. Nothing can be ordered with it yet */
        post: operations["stageRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staged-releases/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document of a release that waits to be signed */
        get: operations["getStagedRelease"];
        put?: never;
        post?: never;
        /** Drops a release that waits to be signed */
        delete: operations["dropStagedRelease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many devices targets name at this moment; changes nothing */
        post: operations["countTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, newest first */
        get: operations["listTasks"];
        put?: never;
        /** A draft; nothing is sent before it is started */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task with its counts and bytes by source */
        get: operations["getTask"];
        /** Makes a draft another one; what was started stays as it is */
        put: operations["changeTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task's actions */
        get: operations["listTaskActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a task that somebody else wants to start */
        post: operations["approveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops what has not ended; what a device has begun it ends */
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far one task is on each device, in few words for many devices */
        get: operations["listTaskCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened in one task, newest first: orders, rings, and each step of its devices */
        get: operations["listTaskEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/explain/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a device did or did not */
        get: operations["explainTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a task that somebody wants to start a draft again */
        post: operations["rejectTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New actions for devices whose last one failed, or for those named */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What taking back a task would do to each device that it reached; changes nothing */
        get: operations["previewRollback"];
        put?: never;
        /** Ends a task, and gives each device back what it had before it */
        post: operations["rollBackTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task's rollout: its rings with their counts, why it stands, and what can be done */
        get: operations["getRollout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it for good, and cancels what has not ended */
        post: operations["abortRollout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agrees that the next ring opens; only for others than the one who started it */
        post: operations["approveRollout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens the next ring now; of the last one it is the end */
        post: operations["nextRollout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens nothing more and hands out nothing more; what a device has accepted it ends */
        post: operations["pauseRollout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/rollout/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on, in spite of the failures so far */
        post: operations["resumeRollout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a task's bytes came from, by site, subnet and session */
        get: operations["getSessionTree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/sessions/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each device did in each session of a task, in the order in which they were first told */
        get: operations["listSessionParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives every target its action */
        post: operations["startTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a task would do to each device, before anything is sent */
        post: operations["previewTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own API tokens that are good, newest first */
        get: operations["listApiTokens"];
        put?: never;
        /** An API token that may do no more than its maker; it is shown once */
        post: operations["makeApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an API token and those that were made with it, at once; by its id or name */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose releases devices trust: roles, keys, expiry */
        get: operations["getTrustState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/bins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of bins alone: what is added is published, what is taken out is recalled */
        post: operations["submitBins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes signed metadata, as a client would take it: who may sign what, and what is signed */
        post: operations["submitMetadata"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/metadata/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metadata of TUF as it was signed: timestamp.json, N.snapshot.json, N.ROLE.json */
        get: operations["getMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/online-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes new keys for snapshot and timestamp; they take over when a root names them */
        post: operations["prepareOnlineKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of what happens, by name */
        get: operations["listWebhooks"];
        put?: never;
        /** Makes a webhook; its secret is shown once */
        post: operations["makeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook, and how it does */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Deletes a webhook with its deliveries */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Changes where it sends, or what; its secret stays */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{name}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent and what waits, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}/deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one of them again, with the same id */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends nothing until it is enabled; what happens meanwhile waits */
        post: operations["disableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends again, and what waits at once */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret, shown once; the old one signs as well for a while */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test at once, and says what came of it */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alive, and since when */
        get: operations["health"];
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
        Problem: {
            /** @enum {unknown} */
            code: "bad-request" | "audit-broken" | "package-invalid" | "variant-tie" | "signature-invalid" | "metadata-stale" | "metadata-refused" | "not-staged" | "trust-missing" | "key-untrusted" | "release-exists" | "dependency-unmet" | "dependency-circle" | "release-recalled" | "blob-mismatch" | "blob-missing" | "body-too-large" | "body-timeout" | "length-required" | "unsupported" | "unauthorized" | "certificate-required" | "certificate-refused" | "certificate-expired" | "device-revoked" | "device-quarantined" | "forbidden" | "permission-missing" | "all-devices-only" | "not-over-groups" | "moves-devices" | "second-factor-missing" | "sign-in-refused" | "sign-in-held" | "sign-on-refused" | "tls-missing" | "origin-refused" | "link-invalid" | "setup-link-invalid" | "not-found" | "method-not-allowed" | "range-unsatisfiable" | "precondition-failed" | "conflict" | "no-targets" | "plan-invalid" | "query-invalid" | "query-matches-all" | "rollback-unconfirmed" | "group-in-use" | "group-cycle" | "webhook-invalid" | "siem-invalid" | "managed-by-files" | "fleet-invalid" | "plan-changed" | "urgency-invalid" | "not-on-offer" | "secret-needed" | "secret-unbound" | "secret-unset" | "setting-unknown" | "setting-invalid" | "setting-no-source" | "capability-unsupported" | "enrolment-refused" | "cursor-expired" | "rate-limited" | "disk-full" | "unavailable" | "internal";
            /** @description `query-invalid`: the character of the query, from 1 */
            column?: number;
            detail?: string;
            /** @description `query-matches-all`, `rollback-unconfirmed`: the count to confirm */
            devices?: number;
            hint: string;
            /** @description `fleet-invalid`: everything that is wrong, not only the first */
            problems?: {
                code: string;
                /** @description Of a query: the character, from 1 */
                column?: number;
                detail: string;
                kind: string;
                name: string;
                /** @description Position in the request; absent for what it lacks */
                object?: number;
                path?: string;
            }[];
            requestId?: string;
            status: number;
            title: string;
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getBlobBytes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Default Response */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    getPatchOffers: {
        parameters: {
            query: {
                /** @description Digests of blobs that the device holds, separated by commas */
                from: string;
            };
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        patches: {
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @enum {string} */
                            format: "zstd-patch-from";
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            from: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            manifestDigest: string;
                            sizeBytes: number;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            target: string;
                            windowLog: number;
                        }[];
                    };
                };
            };
        };
    };
    checkIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    afterSequence: number;
                    agentVersion: string;
                    capability: number;
                    instance?: string;
                    inventory?: {
                        agentVersion: string;
                        cpuCount: number;
                        diskFreeBytes: number;
                        facts: {
                            [key: string]: {
                                source: string;
                                value: string | number | boolean;
                            };
                        };
                        hostname: string;
                        links?: {
                            addresses: string[];
                            gateways: string[];
                            /** @enum {unknown} */
                            kind: "wired" | "wireless" | "mobile" | "vpn" | "virtual" | "unknown";
                            name: string;
                            nameSuffix?: string;
                            speedMbps?: number;
                        }[];
                        memoryBytes: number;
                        platform: {
                            /** @enum {unknown} */
                            arch: "x86" | "x64" | "arm64" | "armv7";
                            bitness: 32 | 64;
                            distribution: string;
                            /** @enum {unknown} */
                            formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                            /** @enum {unknown} */
                            os: "windows" | "macos" | "linux";
                            osVersion: string;
                        };
                    };
                    /** @description SHA-256, 64 lower-case hexadecimal digits */
                    inventoryDigest: string;
                    missing?: {
                        actionId: string;
                        detail: string;
                    }[];
                    sealingKey?: {
                        x: string;
                        y: string;
                    };
                    /** @description SHA-256, 64 lower-case hexadecimal digits */
                    settingsDigest?: string;
                    trustDigest?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        capability: number;
                        envelopes: string[];
                        more: boolean;
                        restores: number;
                        serverTimeMs: number;
                        settings: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        trustDigest?: string;
                        wantInventory: boolean;
                    };
                };
            };
        };
    };
    enrol: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description PKCS#10, DER, base64 */
                    csr: string;
                    inventory: {
                        agentVersion: string;
                        cpuCount: number;
                        diskFreeBytes: number;
                        facts: {
                            [key: string]: {
                                source: string;
                                value: string | number | boolean;
                            };
                        };
                        hostname: string;
                        links?: {
                            addresses: string[];
                            gateways: string[];
                            /** @enum {unknown} */
                            kind: "wired" | "wireless" | "mobile" | "vpn" | "virtual" | "unknown";
                            name: string;
                            nameSuffix?: string;
                            speedMbps?: number;
                        }[];
                        memoryBytes: number;
                        platform: {
                            /** @enum {unknown} */
                            arch: "x86" | "x64" | "arm64" | "armv7";
                            bitness: 32 | 64;
                            distribution: string;
                            /** @enum {unknown} */
                            formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                            /** @enum {unknown} */
                            os: "windows" | "macos" | "linux";
                            osVersion: string;
                        };
                    };
                    name?: string;
                    token?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description PEM */
                        certificate: string;
                        deviceId: string;
                    };
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What a person compares */
                        fingerprint: string;
                        /** @enum {boolean} */
                        waiting: true;
                    };
                };
            };
        };
    };
    exchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actionId: string;
                    /** @description SHA-256, 64 lower-case hexadecimal digits */
                    blob: string;
                    gateway?: string;
                    have: [
                        number,
                        number
                    ][];
                    leaves: boolean;
                    nameSuffix?: string;
                    peer: {
                        host: string;
                        port: number;
                    };
                    pieces: number;
                    sharing: boolean;
                    siteName: string;
                    subnet: string;
                    unreachable: {
                        host: string;
                        port: number;
                    }[];
                    want: number;
                    whole: boolean;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        againMs: number;
                        held: number;
                        holders: {
                            coming: [
                                number,
                                number
                            ][];
                            has: [
                                number,
                                number
                            ][];
                            host: string;
                            port: number;
                        }[];
                        lease: [
                            number,
                            number
                        ][];
                        others: number;
                        scope: string;
                    };
                };
            };
        };
    };
    getManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actionId: string;
                            deadlineMs?: number;
                            description: string;
                            expiresMs: number;
                            /** @description What is fetched for it here, as the server knows the device: for people to see, and for nothing else */
                            files?: {
                                /** @description SHA-256, 64 lower-case hexadecimal digits */
                                digest: string;
                                sizeBytes: number;
                            }[];
                            icon?: string;
                            /** @description Name and description in the languages of those who read them, by language: de, pt-BR */
                            localized?: {
                                [key: string]: {
                                    /** @description What it is, for people */
                                    description?: string;
                                    /** @description What people know it by */
                                    name?: string;
                                };
                            };
                            package: string;
                            publisher: string;
                            version: string;
                        }[];
                    };
                };
            };
        };
    };
    askForOffer: {
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
                "application/json": {
                    /** @description Who asks, as the device's system has it; for the audit trail */
                    person: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actionId: string;
                        deadlineMs?: number;
                        description: string;
                        expiresMs: number;
                        /** @description What is fetched for it here, as the server knows the device: for people to see, and for nothing else */
                        files?: {
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            sizeBytes: number;
                        }[];
                        icon?: string;
                        /** @description Name and description in the languages of those who read them, by language: de, pt-BR */
                        localized?: {
                            [key: string]: {
                                /** @description What it is, for people */
                                description?: string;
                                /** @description What people know it by */
                                name?: string;
                            };
                        };
                        package: string;
                        publisher: string;
                        version: string;
                    };
                };
            };
        };
    };
    getReleaseDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": string;
                };
            };
        };
    };
    renewCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description PKCS#10, DER, base64 */
                    csr: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description PEM */
                        certificate: string;
                    };
                };
            };
        };
    };
    report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refusals?: {
                        atMs: number;
                        detail: string;
                        subject: string;
                        /** @enum {unknown} */
                        what: "envelope" | "release" | "manifest" | "piece" | "patch" | "blob" | "secret";
                    }[];
                    reports: {
                        actionId: string;
                        atMs: number;
                        bytes?: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        deferrals?: number;
                        reason?: {
                            /** @enum {unknown} */
                            code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                            detail?: string;
                            next?: string;
                        };
                        result?: {
                            attempt: number;
                            durationMs: number;
                            exitCode?: number;
                            logTail: string;
                            logTruncated: boolean;
                            signal?: string;
                        };
                        /** @enum {unknown} */
                        state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                        step: number;
                        variantId?: string;
                    }[];
                    sessions?: {
                        actionId: string;
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            peer: number;
                            push: number;
                            repair: number;
                            site: number;
                        };
                        bytesAgain: number;
                        datagramsHeard: number;
                        datagramsLost: number;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        endedMs: number;
                        late: boolean;
                        led: boolean;
                        parityReceived: number;
                        paritySent: number;
                        peer?: {
                            host: string;
                            port: number;
                        };
                        peers?: {
                            bytes: number;
                            host: string;
                            port: number;
                        }[];
                        /** @enum {unknown} */
                        role: "seeking" | "following" | "leading" | "alone" | "holder";
                        session: string;
                        site?: string;
                        startedMs: number;
                        subnet: string;
                        symbolsReceived: number;
                        symbolsSent: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            actionId: string;
                            detail?: string;
                            /** @enum {unknown} */
                            outcome: "stored" | "known" | "refused";
                            step: number;
                        }[];
                    };
                };
            };
        };
    };
    getTrust: {
        parameters: {
            query?: {
                digest?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Certificates of the server's authority, DER, base64; the one that issues first */
                        cas: string[];
                        /** @enum {number} */
                        format: 2;
                        root: string;
                        taskKeys: {
                            /** @description Raw Ed25519 public key, base64url */
                            key: string;
                            keyId: string;
                        }[];
                    };
                };
            };
        };
    };
    getMetadataAsDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                arch?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                device?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                /** @description The last one that was made comes first */
                newest?: boolean;
                os?: string;
                package?: string;
                /** @description Milliseconds since 1970 */
                since?: number;
                state?: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                task?: string;
                /** @description Milliseconds since 1970 */
                until?: number;
                version?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            askedBy?: string;
                            /** @description 1 is the first */
                            attempt: number;
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                patch: number;
                                patchSaved: number;
                                peer: number;
                                push: number;
                                site: number;
                            };
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            deferrals?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            device: string;
                            deviceId: string;
                            durationMs?: number;
                            /** @description Milliseconds since 1970 */
                            endedMs?: number;
                            exitCode?: number;
                            expectedMs?: number;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache";
                            /** @description What is scheduled is handed out then */
                            notBeforeMs?: number;
                            package: string;
                            reason?: {
                                /** @enum {unknown} */
                                code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                detail?: string;
                                next?: string;
                            };
                            /** @description So many times in a row it was put back by then */
                            repairs?: number;
                            retryOf?: string;
                            /** @description Name of its ring in the task's rollout */
                            ring?: string;
                            /**
                             * @description Absent: what the task is for. dependency: what that needs. replaced: what that takes the place of
                             * @enum {unknown}
                             */
                            role?: "dependency" | "replaced";
                            /** @enum {unknown} */
                            state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            step: number;
                            /** @description Of its device, as the inventory has it now; of several the first, IPv4 before IPv6 */
                            subnet?: string;
                            taskId: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            variantId?: string;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getAction: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        askedBy?: string;
                        /** @description 1 is the first */
                        attempt: number;
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        deferrals?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        device: string;
                        deviceId: string;
                        durationMs?: number;
                        /** @description Milliseconds since 1970 */
                        endedMs?: number;
                        exitCode?: number;
                        expectedMs?: number;
                        id: string;
                        /** @enum {unknown} */
                        kind: "install" | "remove" | "precache";
                        /** @description What is scheduled is handed out then */
                        notBeforeMs?: number;
                        package: string;
                        reason?: {
                            /** @enum {unknown} */
                            code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                            detail?: string;
                            next?: string;
                        };
                        /** @description So many times in a row it was put back by then */
                        repairs?: number;
                        retryOf?: string;
                        /** @description Name of its ring in the task's rollout */
                        ring?: string;
                        /**
                         * @description Absent: what the task is for. dependency: what that needs. replaced: what that takes the place of
                         * @enum {unknown}
                         */
                        role?: "dependency" | "replaced";
                        /** @enum {unknown} */
                        state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                        step: number;
                        steps: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            /** @enum {unknown} */
                            by: "server" | "agent";
                            reason?: {
                                /** @enum {unknown} */
                                code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                detail?: string;
                                next?: string;
                            };
                            /** @description Milliseconds since 1970 */
                            receivedMs: number;
                            result?: {
                                attempt: number;
                                durationMs: number;
                                exitCode?: number;
                                logTail: string;
                                logTruncated: boolean;
                                signal?: string;
                            };
                            /** @enum {unknown} */
                            state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            /** @description The agent's number; 0 for what the server said */
                            step: number;
                        }[];
                        /** @description Of its device, as the inventory has it now; of several the first, IPv4 before IPv6 */
                        subnet?: string;
                        taskId: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        variantId?: string;
                        version: string;
                    };
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                actor?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                /** @description Milliseconds since 1970 */
                since?: number;
                subject?: string;
                /** @description Milliseconds since 1970 */
                until?: number;
                what?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actor: string;
                            atMs: number;
                            detail: {
                                [key: string]: unknown;
                            };
                            hash: string;
                            id: number;
                            remote?: string;
                            requestId?: string;
                            subject: string;
                            /** @enum {unknown} */
                            via?: "api" | "cli" | "files";
                            what: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        atMs: number;
                        entry: number;
                        /** @enum {number} */
                        format: 1;
                        hash: string;
                        keyId: string;
                        sealed: string;
                    };
                };
            };
        };
    };
    readAuditKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Ed25519, raw, base64url */
                        key: string;
                        keyId: string;
                    };
                };
            };
        };
    };
    readTrail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listAuthorities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Devices whose last certificate is of it */
                            devices: number;
                            /** @description Devices that have not said yet that they know it */
                            devicesWithout: number;
                            /** @description Milliseconds since 1970 */
                            fromMs: number;
                            id: string;
                            /** @enum {unknown} */
                            state: "issues" | "announced" | "former";
                            subject: string;
                            /** @description Milliseconds since 1970 */
                            untilMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    activateAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Devices whose last certificate is of it */
                            devices: number;
                            /** @description Devices that have not said yet that they know it */
                            devicesWithout: number;
                            /** @description Milliseconds since 1970 */
                            fromMs: number;
                            id: string;
                            /** @enum {unknown} */
                            state: "issues" | "announced" | "former";
                            subject: string;
                            /** @description Milliseconds since 1970 */
                            untilMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    prepareAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Devices whose last certificate is of it */
                            devices: number;
                            /** @description Devices that have not said yet that they know it */
                            devicesWithout: number;
                            /** @description Milliseconds since 1970 */
                            fromMs: number;
                            id: string;
                            /** @enum {unknown} */
                            state: "issues" | "announced" | "former";
                            subject: string;
                            /** @description Milliseconds since 1970 */
                            untilMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    retireAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Devices whose last certificate is of it */
                            devices: number;
                            /** @description Devices that have not said yet that they know it */
                            devicesWithout: number;
                            /** @description Milliseconds since 1970 */
                            fromMs: number;
                            id: string;
                            /** @enum {unknown} */
                            state: "issues" | "announced" | "former";
                            subject: string;
                            /** @description Milliseconds since 1970 */
                            untilMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getBlob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        manifestDigest: string;
                        sizeBytes: number;
                    };
                };
            };
        };
    };
    putBlob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        manifestDigest: string;
                        sizeBytes: number;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        manifestDigest: string;
                        sizeBytes: number;
                    };
                };
            };
        };
    };
    listPatches: {
        parameters: {
            query: {
                /** @description Digests of blobs that the device holds, separated by commas */
                from: string;
            };
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        patches: {
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @enum {string} */
                            format: "zstd-patch-from";
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            from: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            manifestDigest: string;
                            sizeBytes: number;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            target: string;
                            windowLog: number;
                        }[];
                    };
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Tasks that give their devices what it points to */
                            followers: string[];
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            previousVersion?: string;
                            recalled?: string;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Tasks that give their devices what it points to */
                        followers: string[];
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        previousVersion?: string;
                        recalled?: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        version: string;
                    };
                };
            };
        };
    };
    setChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    package: string;
                    /** @description As the publisher writes it: 24.2.0 */
                    version: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Tasks that give their devices what it points to */
                        followers: string[];
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        previousVersion?: string;
                        recalled?: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        version: string;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Tasks that give their devices what it points to */
                        followers: string[];
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        previousVersion?: string;
                        recalled?: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        version: string;
                    };
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    promoteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    from: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Tasks that give their devices what it points to */
                        followers: string[];
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        previousVersion?: string;
                        recalled?: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        version: string;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Tasks that give their devices what it points to */
                        followers: string[];
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        previousVersion?: string;
                        recalled?: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        version: string;
                    };
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: {
                arch?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                formFactor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                /** @description Part of the name, without regard to case */
                name?: string;
                online?: boolean;
                /** @description By name as people count (till-9 before till-10), without regard to case, or backwards; default: as they were enrolled */
                order?: "name" | "-name";
                os?: string;
                /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                query?: string;
                /** @description Milliseconds since 1970 */
                seenSince?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            agentVersion: string;
                            attributes: {
                                [key: string]: string;
                            };
                            capability: number;
                            /** @description Milliseconds since 1970 */
                            enrolledMs: number;
                            /** @description Milliseconds since 1970 */
                            firstSeenMs?: number;
                            id: string;
                            /** @description Milliseconds since 1970 */
                            lastSeenMs: number;
                            name: string;
                            online: boolean;
                            platform: {
                                /** @enum {unknown} */
                                arch: "x86" | "x64" | "arm64" | "armv7";
                                bitness: 32 | 64;
                                distribution: string;
                                /** @enum {unknown} */
                                formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                                /** @enum {unknown} */
                                os: "windows" | "macos" | "linux";
                                osVersion: string;
                            };
                            /** @enum {unknown} */
                            presence: "online" | "away" | "stale" | "retired" | "new";
                            /** @description The rule that makes it so */
                            presenceWhy: string;
                            /** @description Milliseconds since 1970 */
                            quarantinedMs?: number;
                            /** @description Milliseconds since 1970 */
                            retiredMs?: number;
                            /** @description Milliseconds since 1970 */
                            revokedMs?: number;
                            tags: string[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getDevice: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agentVersion: string;
                        attributes: {
                            [key: string]: string;
                        };
                        capability: number;
                        /** @description Milliseconds since 1970 */
                        enrolledMs: number;
                        /** @description Milliseconds since 1970 */
                        firstSeenMs?: number;
                        id: string;
                        inventory: {
                            agentVersion: string;
                            cpuCount: number;
                            diskFreeBytes: number;
                            facts: {
                                [key: string]: {
                                    source: string;
                                    value: string | number | boolean;
                                };
                            };
                            hostname: string;
                            links?: {
                                addresses: string[];
                                gateways: string[];
                                /** @enum {unknown} */
                                kind: "wired" | "wireless" | "mobile" | "vpn" | "virtual" | "unknown";
                                name: string;
                                nameSuffix?: string;
                                speedMbps?: number;
                            }[];
                            memoryBytes: number;
                            platform: {
                                /** @enum {unknown} */
                                arch: "x86" | "x64" | "arm64" | "armv7";
                                bitness: 32 | 64;
                                distribution: string;
                                /** @enum {unknown} */
                                formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                                /** @enum {unknown} */
                                os: "windows" | "macos" | "linux";
                                osVersion: string;
                            };
                        };
                        /** @description Milliseconds since 1970 */
                        lastSeenMs: number;
                        name: string;
                        online: boolean;
                        platform: {
                            /** @enum {unknown} */
                            arch: "x86" | "x64" | "arm64" | "armv7";
                            bitness: 32 | 64;
                            distribution: string;
                            /** @enum {unknown} */
                            formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                            /** @enum {unknown} */
                            os: "windows" | "macos" | "linux";
                            osVersion: string;
                        };
                        /** @enum {unknown} */
                        presence: "online" | "away" | "stale" | "retired" | "new";
                        /** @description The rule that makes it so */
                        presenceWhy: string;
                        /** @description Milliseconds since 1970 */
                        quarantinedMs?: number;
                        /** @description Milliseconds since 1970 */
                        retiredMs?: number;
                        /** @description Milliseconds since 1970 */
                        revokedMs?: number;
                        tags: string[];
                    };
                };
            };
        };
    };
    listDeviceGroups: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            description: string;
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getDeviceHistory: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            subject: string;
                            text: string;
                            what: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    releaseDevice: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    revokeDevice: {
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
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Actions that were open on it */
                        ended: number;
                        id: string;
                        name: string;
                    };
                };
            };
        };
    };
    getDeviceSettings: {
        parameters: {
            query?: {
                /** @description With what this task overrides laid over them */
                task?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: string;
                        deviceId: string;
                        inForce: boolean;
                        items: {
                            from: string;
                            /** @enum {unknown} */
                            key: "pollIntervalMs" | "cacheLimitBytes" | "cacheFreePercent" | "fetchParallel" | "fetchRateBytesPerSecond" | "fetchStallMs" | "patches" | "multicast" | "multicastStartDelayMs" | "multicastLeastBytes" | "multicastRateBytesPerSecond" | "multicastInterfaces" | "multicastLinks" | "sources" | "siteName" | "siteSharing" | "wanRateBytesPerSecond" | "wanRateWindows" | "lanRateBytesPerSecond" | "lanRateWindows" | "maintenanceWindows" | "deferralMs" | "deferralCount" | "deferralIntervalMs" | "userNotification" | "rebootRule" | "rebootDeadlineMs" | "rebootNoticeMs" | "portal";
                            value: unknown;
                        }[];
                        overrides: {
                            name: string;
                            taskId: string;
                            values: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                        }[];
                        /** @description Milliseconds since 1970 */
                        reportedMs?: number;
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        set?: string;
                        version?: number;
                    };
                };
            };
        };
    };
    changeAttributes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    set?: {
                        [key: string]: string;
                    };
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                    unset?: string[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of these, those that were labelled in another way before */
                        changed: number;
                        /** @description That the targets name */
                        devices: number;
                    };
                };
            };
        };
    };
    changeTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    add?: string[];
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    remove?: string[];
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of these, those that were labelled in another way before */
                        changed: number;
                        /** @description That the targets name */
                        devices: number;
                    };
                };
            };
        };
    };
    getEnrolmentPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agentUrl: string;
                        pin: string;
                    };
                };
            };
        };
    };
    listEnrolmentRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            fingerprint: string;
                            /** @description Milliseconds since 1970 */
                            firstMs: number;
                            id: string;
                            /** @description Milliseconds since 1970 */
                            lastMs: number;
                            name: string;
                            platform: {
                                /** @enum {unknown} */
                                arch: "x86" | "x64" | "arm64" | "armv7";
                                bitness: 32 | 64;
                                distribution: string;
                                /** @enum {unknown} */
                                formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                                /** @enum {unknown} */
                                os: "windows" | "macos" | "linux";
                                osVersion: string;
                            };
                            /** @description From where it asked last */
                            remote: string;
                            serial?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    approveEnrolmentRequest: {
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
                "application/json": {
                    /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                    group?: string;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceId: string;
                        name: string;
                    };
                };
            };
        };
    };
    rejectEnrolmentRequest: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listEnrolmentTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            /** @description What its devices are put into */
                            group?: string;
                            id: string;
                            revoked: boolean;
                            uses: number;
                            usesLeft: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeEnrolmentToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                    group?: string;
                    /** @description Default: a day */
                    lifeMs?: number;
                    /** @description Devices that may enrol with it; default 1 */
                    uses?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Where agents reach this server */
                        agentUrl: string;
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        expiresMs: number;
                        /** @description What its devices are put into */
                        group?: string;
                        id: string;
                        revoked: boolean;
                        token: string;
                        uses: number;
                        usesLeft: number;
                    };
                };
            };
        };
    };
    revokeEnrolmentToken: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    followEvents: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    exportActions: {
        parameters: {
            query?: {
                /** @description json: one object a line */
                format?: "csv" | "json";
                since?: number;
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                /** @description json: one object a line */
                format?: "csv" | "json";
                since?: number;
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
        };
    };
    exportDevices: {
        parameters: {
            query?: {
                /** @description json: one object a line */
                format?: "csv" | "json";
                since?: number;
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
        };
    };
    applyFleet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Does the same, tells what came of it, and takes all of it back */
                    dryRun?: boolean;
                    /** @description Prune also where nothing at all is declared any more */
                    empty?: boolean;
                    objects: ({
                        approvalAboveDevices?: number;
                        /** @enum {number} */
                        approvalForScripts?: 1;
                        auditKeepMs?: number;
                        /** @enum {string} */
                        kind: "fleet-rules";
                        /** @enum {string} */
                        name: "fleet";
                        retireAfterMs: number;
                        staleAfterMs: number;
                    } | {
                        /** @enum {string} */
                        kind: "channel";
                        /** @description Lower-case letters, digits, dot, dash, underscore */
                        name: string;
                        /** @description Lower-case letters, digits, dot, dash, underscore */
                        package: string;
                        /** @description As the publisher writes it: 24.2.0 */
                        version: string;
                    } | {
                        /** @description What it is for */
                        description?: string;
                        /** @description Ids or names */
                        devices?: string[];
                        /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                        everyDevice?: boolean;
                        /** @enum {string} */
                        kind: "group";
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        name: string;
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                    } | {
                        attributes?: {
                            [key: string]: string;
                        };
                        /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                        everyDevice?: boolean;
                        /** @enum {string} */
                        kind: "labels";
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        name: string;
                        tags?: string[];
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            /** @description Ids or names */
                            devices?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                    } | {
                        /** @description What it is for */
                        description?: string;
                        /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                        everyDevice?: boolean;
                        /** @enum {string} */
                        kind: "setting-set";
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        targets?: {
                            all?: boolean;
                            arch?: string[];
                            /** @description Ids or names */
                            devices?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        values: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                    } | {
                        /** @description Lower-case letters, digits, dot, dash, underscore */
                        channel?: string;
                        deadlineMs?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        /** @enum {unknown} */
                        does: "install" | "remove" | "precache";
                        /** @description A rollout that goes on to take devices that become targets later */
                        dynamic?: boolean;
                        /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                        everyDevice?: boolean;
                        /** @description Where it disappears it is put back, until the task is cancelled */
                        keep?: boolean;
                        /** @enum {string} */
                        kind: "task";
                        lifeMs?: number;
                        name: string;
                        /** @description Lower-case letters, digits, dot, dash, underscore */
                        package: string;
                        /** @description -10 to 10; the higher one holds */
                        priority?: number;
                        retry?: {
                            /** @description So many after the first one */
                            attempts: number;
                            /** @description Each wait is so many times the one before; default 3 */
                            factor?: number;
                            /** @description Before the first of them; default 5 minutes */
                            firstMs?: number;
                            /** @description The longest wait; default a day */
                            mostMs?: number;
                        };
                        /** @description In the order in which they open; without rings every target gets its part at once */
                        rings?: {
                            /** @description So many others than the one who started it must agree before the next opens */
                            approvals?: number;
                            /** @description So many devices */
                            count?: number;
                            /** @description So many percent of the ring must have ended; the others may be off for weeks */
                            ended?: number;
                            /** @description { percent: 5 } or { count: 3 } */
                            errors?: {
                                /** @description More than so many percent of those that ended have failed */
                                percent: number;
                            } | {
                                /** @description So many have failed */
                                count: number;
                            };
                            /** @description Those of this group */
                            group?: string;
                            /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                            name: string;
                            /**
                             * @description open the next, or wait for a person to do so
                             * @enum {unknown}
                             */
                            next?: "open" | "wait";
                            /**
                             * @description pause, or stop: cancel what is open
                             * @enum {unknown}
                             */
                            onErrors?: "pause" | "stop";
                            /**
                             * @description pause, or open the next all the same
                             * @enum {unknown}
                             */
                            onTimeout?: "pause" | "open";
                            /** @description Until so many percent of all targets are reached, the rings before counted in */
                            percent?: number;
                            /** @description Those that this query finds */
                            query?: string;
                            /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                            rest?: boolean;
                            /** @description So many must have ended before a percentage of errors counts */
                            sample?: number;
                            /** @description It must stay good for so long before the next opens */
                            soakMs?: number;
                            /** @description Of those that ended, so many percent must have succeeded */
                            success?: number;
                            /** @description So long after it opened it is given up waiting */
                            timeoutMs?: number;
                        }[];
                        settings?: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        /** @description true: it is started when it is made; otherwise it is a draft */
                        start?: boolean;
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            /** @description Ids or names */
                            devices?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        /**
                         * @description available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once
                         * @enum {unknown}
                         */
                        urgency?: "available" | "required" | "immediate";
                        /** @description As the publisher writes it: 24.2.0 */
                        version?: string;
                    })[];
                    /** @description Digest of the plan that a person agreed to: refused where it would be another one by now */
                    plan?: string;
                    /** @description Deletes what this source has applied before and does not declare any more */
                    prune?: boolean;
                    /** @description The git commit that the files are of; -dirty where they were changed since */
                    revision?: string;
                    /** @description Without blanks: git.example.org/it/fleet */
                    source: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applyId?: string;
                        counts: {
                            change: number;
                            create: number;
                            delete: number;
                            forget: number;
                            same: number;
                        };
                        devices: number;
                        digest: string;
                        items: {
                            changes: {
                                after?: unknown;
                                before?: unknown;
                                /** @description values.pollIntervalMs */
                                path: string;
                            }[];
                            devices: number;
                            drift?: boolean;
                            effects: string[];
                            /** @enum {unknown} */
                            kind: "fleet-rules" | "channel" | "group" | "labels" | "setting-set" | "task";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            object?: number;
                            takesOver?: string;
                            /** @description Of a task that there is */
                            taskId?: string;
                            /** @enum {unknown} */
                            verb: "create" | "change" | "same" | "delete" | "forget";
                        }[];
                        /** @description The git commit that the files are of; -dirty where they were changed since */
                        revision?: string;
                        /** @description Without blanks: git.example.org/it/fleet */
                        source: string;
                    };
                };
            };
        };
    };
    exportFleet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notes: string[];
                        objects: ({
                            approvalAboveDevices?: number;
                            /** @enum {number} */
                            approvalForScripts?: 1;
                            auditKeepMs?: number;
                            /** @enum {string} */
                            kind: "fleet-rules";
                            /** @enum {string} */
                            name: "fleet";
                            retireAfterMs: number;
                            staleAfterMs: number;
                        } | {
                            /** @enum {string} */
                            kind: "channel";
                            /** @description Lower-case letters, digits, dot, dash, underscore */
                            name: string;
                            /** @description Lower-case letters, digits, dot, dash, underscore */
                            package: string;
                            /** @description As the publisher writes it: 24.2.0 */
                            version: string;
                        } | {
                            /** @description What it is for */
                            description?: string;
                            /** @description Ids or names */
                            devices?: string[];
                            /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                            everyDevice?: boolean;
                            /** @enum {string} */
                            kind: "group";
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                        } | {
                            attributes?: {
                                [key: string]: string;
                            };
                            /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                            everyDevice?: boolean;
                            /** @enum {string} */
                            kind: "labels";
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            tags?: string[];
                            targets: {
                                all?: boolean;
                                arch?: string[];
                                /** @description Ids or names */
                                devices?: string[];
                                formFactor?: string[];
                                groups?: string[];
                                name?: string;
                                os?: string[];
                                /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                                query?: string;
                                /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                                within?: string[];
                            };
                        } | {
                            /** @description What it is for */
                            description?: string;
                            /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                            everyDevice?: boolean;
                            /** @enum {string} */
                            kind: "setting-set";
                            /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                            name: string;
                            targets?: {
                                all?: boolean;
                                arch?: string[];
                                /** @description Ids or names */
                                devices?: string[];
                                formFactor?: string[];
                                groups?: string[];
                                name?: string;
                                os?: string[];
                                /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                                query?: string;
                                /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                                within?: string[];
                            };
                            values: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                        } | {
                            /** @description Lower-case letters, digits, dot, dash, underscore */
                            channel?: string;
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @enum {unknown} */
                            does: "install" | "remove" | "precache";
                            /** @description A rollout that goes on to take devices that become targets later */
                            dynamic?: boolean;
                            /** @description true: it is known that the query matches every device there is; otherwise such a one is refused */
                            everyDevice?: boolean;
                            /** @description Where it disappears it is put back, until the task is cancelled */
                            keep?: boolean;
                            /** @enum {string} */
                            kind: "task";
                            lifeMs?: number;
                            name: string;
                            /** @description Lower-case letters, digits, dot, dash, underscore */
                            package: string;
                            /** @description -10 to 10; the higher one holds */
                            priority?: number;
                            retry?: {
                                /** @description So many after the first one */
                                attempts: number;
                                /** @description Each wait is so many times the one before; default 3 */
                                factor?: number;
                                /** @description Before the first of them; default 5 minutes */
                                firstMs?: number;
                                /** @description The longest wait; default a day */
                                mostMs?: number;
                            };
                            /** @description In the order in which they open; without rings every target gets its part at once */
                            rings?: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            }[];
                            settings?: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                            /** @description true: it is started when it is made; otherwise it is a draft */
                            start?: boolean;
                            targets: {
                                all?: boolean;
                                arch?: string[];
                                /** @description Ids or names */
                                devices?: string[];
                                formFactor?: string[];
                                groups?: string[];
                                name?: string;
                                os?: string[];
                                /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                                query?: string;
                                /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                                within?: string[];
                            };
                            /**
                             * @description available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once
                             * @enum {unknown}
                             */
                            urgency?: "available" | "required" | "immediate";
                            /** @description As the publisher writes it: 24.2.0 */
                            version?: string;
                        })[];
                    };
                };
            };
        };
    };
    listManaged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @enum {unknown} */
                            kind: "fleet-rules" | "channel" | "group" | "labels" | "setting-set" | "task";
                            name: string;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getFleetRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Second person above
                         * @description A task for more devices than this is started only when another operator agrees to it; 0: never asked for.
                         */
                        approvalAboveDevices: number;
                        /**
                         * Second person for scripts
                         * @description 1: a task whose release runs scripts is started only when another operator agrees to it.
                         */
                        approvalForScripts: number;
                        /**
                         * Audit trail kept
                         * @description Entries of the audit trail that are older are removed, up to the last signed checkpoint; 0: never.
                         */
                        auditKeepMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /**
                         * Retired after
                         * @description A device that was not heard from for this long is no target any more and its open actions expire; 0: never. It is back at its next check-in.
                         */
                        retireAfterMs: number;
                        /**
                         * Stale after
                         * @description A device that was not heard from for this long is stale: something may be wrong with it.
                         */
                        staleAfterMs: number;
                    };
                };
            };
        };
    };
    changeFleetRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Second person above
                     * @description A task for more devices than this is started only when another operator agrees to it; 0: never asked for.
                     */
                    approvalAboveDevices?: number;
                    /**
                     * Second person for scripts
                     * @description 1: a task whose release runs scripts is started only when another operator agrees to it.
                     */
                    approvalForScripts?: number;
                    /**
                     * Audit trail kept
                     * @description Entries of the audit trail that are older are removed, up to the last signed checkpoint; 0: never.
                     */
                    auditKeepMs?: number;
                    /**
                     * Retired after
                     * @description A device that was not heard from for this long is no target any more and its open actions expire; 0: never. It is back at its next check-in.
                     */
                    retireAfterMs?: number;
                    /**
                     * Stale after
                     * @description A device that was not heard from for this long is stale: something may be wrong with it.
                     */
                    staleAfterMs?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Second person above
                         * @description A task for more devices than this is started only when another operator agrees to it; 0: never asked for.
                         */
                        approvalAboveDevices: number;
                        /**
                         * Second person for scripts
                         * @description 1: a task whose release runs scripts is started only when another operator agrees to it.
                         */
                        approvalForScripts: number;
                        /**
                         * Audit trail kept
                         * @description Entries of the audit trail that are older are removed, up to the last signed checkpoint; 0: never.
                         */
                        auditKeepMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /**
                         * Retired after
                         * @description A device that was not heard from for this long is no target any more and its open actions expire; 0: never. It is back at its next check-in.
                         */
                        retireAfterMs: number;
                        /**
                         * Stale after
                         * @description A device that was not heard from for this long is stale: something may be wrong with it.
                         */
                        staleAfterMs: number;
                    };
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description In it now, without those that are retired */
                            devices: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description In it, but retired, so that no task reaches them */
                            retired: number;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            version: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description In it now, without those that are retired */
                        devices: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        name: string;
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description In it, but retired, so that no task reaches them */
                        retired: number;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        usedBy: string[];
                        version: number;
                    };
                };
            };
        };
    };
    putGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    description?: string;
                    /** @description Ids or names; makes a list of it, of exactly these */
                    devices?: string[];
                    /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                    query?: string;
                    /** @description Of the group that this replaces, 0 where there is none yet; refused where another change came first */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description In it now, without those that are retired */
                        devices: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        name: string;
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description In it, but retired, so that no task reaches them */
                        retired: number;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        usedBy: string[];
                        version: number;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description In it now, without those that are retired */
                        devices: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        name: string;
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description In it, but retired, so that no task reaches them */
                        retired: number;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        usedBy: string[];
                        version: number;
                    };
                };
            };
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    addGroupMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description That were not in it before, or are not any more */
                        devices: number;
                        group: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description In it now, without those that are retired */
                            devices: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description In it, but retired, so that no task reaches them */
                            retired: number;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            version: number;
                        };
                    };
                };
            };
        };
    };
    listGroupMembers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            agentVersion: string;
                            attributes: {
                                [key: string]: string;
                            };
                            capability: number;
                            /** @description Milliseconds since 1970 */
                            enrolledMs: number;
                            /** @description Milliseconds since 1970 */
                            firstSeenMs?: number;
                            id: string;
                            /** @description Milliseconds since 1970 */
                            lastSeenMs: number;
                            name: string;
                            online: boolean;
                            platform: {
                                /** @enum {unknown} */
                                arch: "x86" | "x64" | "arm64" | "armv7";
                                bitness: 32 | 64;
                                distribution: string;
                                /** @enum {unknown} */
                                formFactor: "desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown";
                                /** @enum {unknown} */
                                os: "windows" | "macos" | "linux";
                                osVersion: string;
                            };
                            /** @enum {unknown} */
                            presence: "online" | "away" | "stale" | "retired" | "new";
                            /** @description The rule that makes it so */
                            presenceWhy: string;
                            /** @description Milliseconds since 1970 */
                            quarantinedMs?: number;
                            /** @description Milliseconds since 1970 */
                            retiredMs?: number;
                            /** @description Milliseconds since 1970 */
                            revokedMs?: number;
                            tags: string[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    removeGroupMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description That were not in it before, or are not any more */
                        devices: number;
                        group: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description In it now, without those that are retired */
                            devices: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            name: string;
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description In it, but retired, so that no task reaches them */
                            retired: number;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            version: number;
                        };
                    };
                };
            };
        };
    };
    historyByDay: {
        parameters: {
            query?: {
                /** @description Today included; default 28 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                patch: number;
                                patchSaved: number;
                                peer: number;
                                push: number;
                                site: number;
                            };
                            /** @description Milliseconds since 1970 */
                            dayMs: number;
                            ended: number;
                            failed: number;
                            meanDurationMs?: number;
                            succeeded: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    failingDevices: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                limit?: number;
                /** @description Milliseconds since 1970 */
                since?: number;
                /** @description Milliseconds since 1970 */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            device: string;
                            deviceId: string;
                            ended: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            lastFailedMs: number;
                            lastReason?: string;
                        }[];
                        nextCursor?: string;
                    };
                    "text/csv": {
                        items: {
                            device: string;
                            deviceId: string;
                            ended: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            lastFailedMs: number;
                            lastReason?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    failuresByCause: {
        parameters: {
            query?: {
                /** @description What else but the cause tells two groups apart */
                by?: "cause" | "variant" | "os" | "ring";
                format?: "json" | "csv";
                limit?: number;
                /** @description Milliseconds since 1970 */
                since?: number;
                /** @description Only those that were not tried again since: what is wrong now */
                standing?: boolean;
                task?: string;
                /** @description Milliseconds since 1970 */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            devices: number;
                            exampleActionId: string;
                            exampleDetail?: string;
                            exampleDevice: string;
                            exampleDeviceId: string;
                            exampleTask: {
                                channel?: string;
                                name: string;
                                package: string;
                                version: string;
                            };
                            exampleTaskId: string;
                            exitCode?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            firstMs: number;
                            /** @description Milliseconds since 1970 */
                            lastMs: number;
                            next: string;
                            os?: string;
                            package?: string;
                            ring?: string;
                            rings: number;
                            systems: number;
                            variantId?: string;
                            variants: number;
                            words: string;
                        }[];
                        nextCursor?: string;
                    };
                    "text/csv": {
                        items: {
                            code: string;
                            devices: number;
                            exampleActionId: string;
                            exampleDetail?: string;
                            exampleDevice: string;
                            exampleDeviceId: string;
                            exampleTask: {
                                channel?: string;
                                name: string;
                                package: string;
                                version: string;
                            };
                            exampleTaskId: string;
                            exitCode?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            firstMs: number;
                            /** @description Milliseconds since 1970 */
                            lastMs: number;
                            next: string;
                            os?: string;
                            package?: string;
                            ring?: string;
                            rings: number;
                            systems: number;
                            variantId?: string;
                            variants: number;
                            words: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    slowestDevices: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                limit?: number;
                /** @description Milliseconds since 1970 */
                since?: number;
                /** @description Milliseconds since 1970 */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actions: number;
                            device: string;
                            deviceId: string;
                            maxDurationMs: number;
                            meanDurationMs: number;
                        }[];
                        nextCursor?: string;
                    };
                    "text/csv": {
                        items: {
                            actions: number;
                            device: string;
                            deviceId: string;
                            maxDurationMs: number;
                            meanDurationMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    successRate: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                groupBy?: "release" | "platform";
                package?: string;
                /** @description Milliseconds since 1970 */
                since?: number;
                /** @description Milliseconds since 1970 */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ended: number;
                            failed: number;
                            group: string;
                            meanDurationMs?: number;
                            notApplicable: number;
                            other: number;
                            rate?: number;
                            succeeded: number;
                        }[];
                        nextCursor?: string;
                    };
                    "text/csv": {
                        items: {
                            ended: number;
                            failed: number;
                            group: string;
                            meanDurationMs?: number;
                            notApplicable: number;
                            other: number;
                            rate?: number;
                            succeeded: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    startedTasks: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                limit?: number;
                /** @description Milliseconds since 1970 */
                since?: number;
                /** @description Milliseconds since 1970 */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            devices: number;
                            failed: number;
                            name: string;
                            package: string;
                            startedBy: string;
                            /** @description Milliseconds since 1970 */
                            startedMs: number;
                            succeeded: number;
                            taskId: string;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                    "text/csv": {
                        items: {
                            devices: number;
                            failed: number;
                            name: string;
                            package: string;
                            startedBy: string;
                            /** @description Milliseconds since 1970 */
                            startedMs: number;
                            succeeded: number;
                            taskId: string;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Any characters; long is better than odd */
                    password: string;
                    secret: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secondFactorMissing?: boolean;
                        /** @enum {unknown} */
                        state: "signed-in" | "second-factor";
                    };
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description As the audit trail names it */
                        actor: string;
                        /** @description Those of the permissions that are over the devices of groups alone */
                        bounds: {
                            groups: string[];
                            permission: string;
                        }[];
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        permissions: string[];
                        /** @description Signing in as this person asks for a code of an authenticator */
                        totp: boolean;
                    };
                };
            };
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            id: string;
                            name: string;
                            /** @description Milliseconds since 1970 */
                            usedMs?: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    name?: string;
                    response: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        id: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        usedMs?: number;
                    };
                };
            };
        };
    };
    removePasskey: {
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
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    /** @description Any characters; long is better than odd */
                    password: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            current: boolean;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            from?: string;
                            id: string;
                            /** @description Milliseconds since 1970 */
                            usedMs: number;
                            /** @description What the browser calls itself */
                            with?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    closeSession: {
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
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once; each works once */
                        recoveryCodes: string[];
                        /** @description otpauth://, for an authenticator */
                        uri: string;
                    };
                };
            };
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listOperators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            disabledMs?: number;
                            email: string;
                            id: string;
                            name: string;
                            passkeys: number;
                            password: boolean;
                            roles: {
                                /** @description Over the devices of these groups alone; without it over all */
                                groups?: string[];
                                role: string;
                            }[];
                            /** @description Open ones */
                            sessions: number;
                            /** @description By the sign-on provider */
                            signOn: boolean;
                            totp: boolean;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    disableOperator: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    enableOperator: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resetOperator: {
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
                "application/json": {
                    /** @description Their authenticator and passkeys too: they are lost, and you know who is asking */
                    secondFactor?: boolean;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Milliseconds since 1970 */
                        expiresMs: number;
                        /** @description It is shown once, and works once */
                        link: string;
                    };
                };
            };
        };
    };
    setOperatorRoles: {
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
                "application/json": {
                    roles: {
                        /** @description Over the devices of these groups alone; without it over all */
                        groups?: string[];
                        role: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        email: string;
                        id: string;
                        name: string;
                        passkeys: number;
                        password: boolean;
                        roles: {
                            /** @description Over the devices of these groups alone; without it over all */
                            groups?: string[];
                            role: string;
                        }[];
                        /** @description Open ones */
                        sessions: number;
                        /** @description By the sign-on provider */
                        signOn: boolean;
                        totp: boolean;
                    };
                };
            };
        };
    };
    inviteOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @description What the audit trail calls them: lower-case letters, digits, dot, dash, underscore */
                    name: string;
                    roles: {
                        /** @description Over the devices of these groups alone; without it over all */
                        groups?: string[];
                        role: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Milliseconds since 1970 */
                        expiresMs: number;
                        /** @description It is shown once, and works once */
                        link: string;
                    };
                };
            };
        };
    };
    listPackages: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            description: string;
                            latestVersion: string;
                            name: string;
                            publisher: string;
                            releases: number;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        description: string;
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @description The key that has signed for it; of several, the first */
                            keyId: string;
                            package: string;
                            publisher: string;
                            recalled?: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                by: string;
                                reason: string;
                            };
                            variants: string[];
                            version: string;
                        }[];
                        latestVersion: string;
                        name: string;
                        publisher: string;
                        releases: number;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                    };
                };
            };
        };
    };
    getPackageDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All that the asker may see */
                        devices: number;
                        /** @description Whose last attempt at it failed */
                        failed: number;
                        versions: {
                            devices: number;
                            version: string;
                        }[];
                        /** @description Of which none has proved that it is there */
                        without: number;
                    };
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        /** @description The key that has signed for it; of several, the first */
                        keyId: string;
                        package: string;
                        publisher: string;
                        recalled?: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            by: string;
                            reason: string;
                        };
                        release: unknown;
                        variants: string[];
                        version: string;
                    };
                };
            };
        };
    };
    recallRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For everybody who asks later */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Channels that point to it, and so to nothing that can be given */
                        channels: string[];
                        release: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @description The key that has signed for it; of several, the first */
                            keyId: string;
                            package: string;
                            publisher: string;
                            recalled?: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                by: string;
                                reason: string;
                            };
                            variants: string[];
                            version: string;
                        };
                        /** @description Open actions that were stopped */
                        stopped: number;
                    };
                };
            };
        };
    };
    getReleaseSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        signature?: {
                            /** @description In which the release stands */
                            bin: string;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            /** @description Keys that count */
                            keyIds: string[];
                            /** @description Of its publisher */
                            role: string;
                            /** @description Keys that have signed the bin */
                            signedBy: string[];
                            threshold: number;
                            /** @description Of the bin */
                            version: number;
                        };
                    };
                };
            };
        };
    };
    unrecallRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For everybody who asks later */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        /** @description The key that has signed for it; of several, the first */
                        keyId: string;
                        package: string;
                        publisher: string;
                        recalled?: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            by: string;
                            reason: string;
                        };
                        variants: string[];
                        version: string;
                    };
                };
            };
        };
    };
    listPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            title: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    revokeProxy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Certificates */
                        revoked: number;
                    };
                };
            };
        };
    };
    listProxyCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            /** @description SHA-256 of its key */
                            fingerprint: string;
                            name: string;
                            /** @description Milliseconds since 1970 */
                            revokedMs?: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeProxyCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description PKCS#10, DER, base64 */
                    csr: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description PEM; whom the proxy believes that it speaks with this server */
                        authorities: string;
                        /** @description PEM */
                        certificate: string;
                        /** @description Milliseconds since 1970 */
                        expiresMs: number;
                    };
                };
            };
        };
    };
    listRegistrations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description The device that came */
                            deviceId?: string;
                            fingerprint?: string;
                            /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                            group?: string;
                            id: string;
                            name?: string;
                            serial?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    registerDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fingerprint?: string;
                    /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                    group?: string;
                    name?: string;
                    serial?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description The device that came */
                        deviceId?: string;
                        fingerprint?: string;
                        /** @description Small letters, digits, dots, dashes and underscores; begins with a letter or a digit */
                        group?: string;
                        id: string;
                        name?: string;
                        serial?: string;
                    };
                };
            };
        };
    };
    unregisterDevice: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    checkRelations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dependencies: {
                        install: boolean;
                        match?: {
                            arch?: ("x86" | "x64" | "arm64" | "armv7")[];
                            bitness?: (32 | 64)[];
                            distribution?: string[];
                            formFactor?: ("desktop" | "laptop" | "tablet" | "server" | "pos" | "iot" | "unknown")[];
                            os?: ("windows" | "macos" | "linux")[];
                            osVersion?: string;
                        };
                        /** @description Lower-case letters, digits, dot, dash, underscore */
                        package: string;
                        /** @description Comparisons with spaces between them, all of which must hold: >=24.2 <25 */
                        versions: string;
                    }[];
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    package: string;
                    secrets?: string[];
                    /** @description As the publisher writes it: 24.2.0 */
                    version: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        problems: {
                            /** @enum {unknown} */
                            code: "dependency-unmet" | "dependency-circle" | "secret-unset" | "secret-unbound";
                            /** @description The dependency of the release itself that it is about */
                            dependency?: string;
                            /** @description What to publish or to change first */
                            hint: string;
                            message: string;
                            /** @description The secret that it is about */
                            secret?: string;
                        }[];
                    };
                };
            };
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            builtIn: boolean;
                            description: string;
                            name: string;
                            permissions: string[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    putRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    permissions: ("device.read" | "device.write" | "device.revoke" | "enrolment.read" | "enrolment.write" | "authority.read" | "authority.write" | "group.read" | "group.write" | "fleet.read" | "fleet.apply" | "fleet.rules" | "package.read" | "release.publish" | "release.recall" | "channel.write" | "trust.read" | "trust.write" | "task.read" | "task.write" | "task.start" | "task.cancel" | "task.approve" | "rollout.order" | "rollout.approve" | "setting.read" | "setting.write" | "setting.assign" | "secret.read" | "secret.write" | "audit.read" | "audit.checkpoint" | "event.read" | "webhook.read" | "webhook.write" | "siem.read" | "siem.write" | "token.read" | "token.write" | "operator.read" | "operator.write" | "server.read")[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        builtIn: boolean;
                        description: string;
                        name: string;
                        permissions: string[];
                    };
                };
            };
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            changedBy: string;
                            /** @description Milliseconds since 1970 */
                            changedMs: number;
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            name: string;
                            packages: string[];
                            usedBy: {
                                package: string;
                                version: string;
                            }[];
                            version: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    setSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The packages that may use it, all of them; empty: none. Left out: the same as before */
                    packages?: string[];
                    /** @description Left out: it keeps its value */
                    value?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedBy: string;
                        /** @description Milliseconds since 1970 */
                        changedMs: number;
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        name: string;
                        packages: string[];
                        usedBy: {
                            package: string;
                            version: string;
                        }[];
                        version: number;
                    };
                };
            };
        };
    };
    deleteSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secondFactorMissing?: boolean;
                        /** @enum {unknown} */
                        state: "signed-in" | "second-factor";
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signInByPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    response: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secondFactorMissing?: boolean;
                        /** @enum {unknown} */
                        state: "signed-in" | "second-factor";
                    };
                };
            };
        };
    };
    beginPasskeySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    provideSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the authenticator */
                    code?: string;
                    recoveryCode?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secondFactorMissing?: boolean;
                        /** @enum {unknown} */
                        state: "signed-in" | "second-factor";
                    };
                };
            };
        };
    };
    getSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description There is a provider to sign on with: /sign-in/provider */
                        provider: boolean;
                    };
                };
            };
        };
    };
    listSettingSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description That it is assigned to */
                            devices: number;
                            /** @description Of these, those that said that they run with it as it is now */
                            inForce: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                            name: string;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            values: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                            version: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    getSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description That it is assigned to */
                        devices: number;
                        /** @description Of these, those that said that they run with it as it is now */
                        inForce: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        values: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        version: number;
                    };
                };
            };
        };
    };
    putSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    values: {
                        /**
                         * Free space kept
                         * @description Share of the disk that the cache leaves free, whatever its limit.
                         */
                        cacheFreePercent?: number;
                        /**
                         * Cache limit
                         * @description What the cache may hold. Content of pending tasks is kept even above it.
                         */
                        cacheLimitBytes?: number;
                        /**
                         * Deferrals
                         * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                         */
                        deferralCount?: number;
                        /**
                         * Deferral interval
                         * @description How long it is put off each time that somebody says later.
                         */
                        deferralIntervalMs?: number;
                        /**
                         * Deferral
                         * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                         */
                        deferralMs?: number;
                        /**
                         * Parallel requests
                         * @description Range requests that one agent has under way at once.
                         */
                        fetchParallel?: number;
                        /**
                         * Download rate
                         * @description Ceiling for one agent's downloads; 0 is no ceiling.
                         */
                        fetchRateBytesPerSecond?: number;
                        /**
                         * Stall timeout
                         * @description A transfer from which nothing has come for this long is cut and resumed.
                         */
                        fetchStallMs?: number;
                        /**
                         * LAN rate
                         * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                         */
                        lanRateBytesPerSecond?: number;
                        /**
                         * LAN rate by time of day
                         * @description The same for the LAN.
                         */
                        lanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Maintenance windows
                         * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                         */
                        maintenanceWindows?: {
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Multicast
                         * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                         */
                        multicast?: boolean;
                        /**
                         * Links for multicast
                         * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                         */
                        multicastInterfaces?: string[];
                        /**
                         * Least size for multicast
                         * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                         */
                        multicastLeastBytes?: number;
                        /**
                         * Subnets at once
                         * @description In how many subnets a device takes part that has links to several: the best of those that may.
                         */
                        multicastLinks?: number;
                        /**
                         * Multicast rate
                         * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                         */
                        multicastRateBytesPerSecond?: number;
                        /**
                         * Start delay
                         * @description How long the representative waits for others before it casts. It downloads meanwhile.
                         */
                        multicastStartDelayMs?: number;
                        /**
                         * Use patches
                         * @description Build new content out of old content in the cache where that saves bytes.
                         */
                        patches?: boolean;
                        /**
                         * Poll interval
                         * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                         */
                        pollIntervalMs?: number;
                        /**
                         * Portal
                         * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                         */
                        portal?: boolean;
                        /**
                         * Restart deadline
                         * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                         */
                        rebootDeadlineMs?: number;
                        /**
                         * Restart notice
                         * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                         */
                        rebootNoticeMs?: number;
                        /**
                         * Restart rule
                         * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                         * @enum {unknown}
                         */
                        rebootRule?: "never" | "when-needed" | "forced";
                        /**
                         * Site
                         * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                         */
                        siteName?: string;
                        /**
                         * Site sharing
                         * @description Subnets of one site take one copy over the WAN together.
                         */
                        siteSharing?: boolean;
                        /**
                         * Sources
                         * @description Where content may come from, in this order; what is not named is off.
                         */
                        sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                        /**
                         * User notification
                         * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                         * @enum {unknown}
                         */
                        userNotification?: "none" | "restarts" | "all";
                        /**
                         * WAN rate
                         * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                         */
                        wanRateBytesPerSecond?: number;
                        /**
                         * WAN rate by time of day
                         * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                         */
                        wanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                    };
                    /** @description Of the set that this replaces, 0 where there is none yet; refused where another change came first */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description That it is assigned to */
                        devices: number;
                        /** @description Of these, those that said that they run with it as it is now */
                        inForce: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        values: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        version: number;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        description: string;
                        /** @description That it is assigned to */
                        devices: number;
                        /** @description Of these, those that said that they run with it as it is now */
                        inForce: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        updatedBy: string;
                        /** @description Milliseconds since 1970 */
                        updatedMs: number;
                        values: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        version: number;
                    };
                };
            };
        };
    };
    deleteSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    assignSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose set is another one now */
                        devices: number;
                        set: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description That it is assigned to */
                            devices: number;
                            /** @description Of these, those that said that they run with it as it is now */
                            inForce: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                            name: string;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            values: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                            version: number;
                        };
                    };
                };
            };
        };
    };
    diffSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    values: {
                        /**
                         * Free space kept
                         * @description Share of the disk that the cache leaves free, whatever its limit.
                         */
                        cacheFreePercent?: number;
                        /**
                         * Cache limit
                         * @description What the cache may hold. Content of pending tasks is kept even above it.
                         */
                        cacheLimitBytes?: number;
                        /**
                         * Deferrals
                         * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                         */
                        deferralCount?: number;
                        /**
                         * Deferral interval
                         * @description How long it is put off each time that somebody says later.
                         */
                        deferralIntervalMs?: number;
                        /**
                         * Deferral
                         * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                         */
                        deferralMs?: number;
                        /**
                         * Parallel requests
                         * @description Range requests that one agent has under way at once.
                         */
                        fetchParallel?: number;
                        /**
                         * Download rate
                         * @description Ceiling for one agent's downloads; 0 is no ceiling.
                         */
                        fetchRateBytesPerSecond?: number;
                        /**
                         * Stall timeout
                         * @description A transfer from which nothing has come for this long is cut and resumed.
                         */
                        fetchStallMs?: number;
                        /**
                         * LAN rate
                         * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                         */
                        lanRateBytesPerSecond?: number;
                        /**
                         * LAN rate by time of day
                         * @description The same for the LAN.
                         */
                        lanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Maintenance windows
                         * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                         */
                        maintenanceWindows?: {
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Multicast
                         * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                         */
                        multicast?: boolean;
                        /**
                         * Links for multicast
                         * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                         */
                        multicastInterfaces?: string[];
                        /**
                         * Least size for multicast
                         * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                         */
                        multicastLeastBytes?: number;
                        /**
                         * Subnets at once
                         * @description In how many subnets a device takes part that has links to several: the best of those that may.
                         */
                        multicastLinks?: number;
                        /**
                         * Multicast rate
                         * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                         */
                        multicastRateBytesPerSecond?: number;
                        /**
                         * Start delay
                         * @description How long the representative waits for others before it casts. It downloads meanwhile.
                         */
                        multicastStartDelayMs?: number;
                        /**
                         * Use patches
                         * @description Build new content out of old content in the cache where that saves bytes.
                         */
                        patches?: boolean;
                        /**
                         * Poll interval
                         * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                         */
                        pollIntervalMs?: number;
                        /**
                         * Portal
                         * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                         */
                        portal?: boolean;
                        /**
                         * Restart deadline
                         * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                         */
                        rebootDeadlineMs?: number;
                        /**
                         * Restart notice
                         * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                         */
                        rebootNoticeMs?: number;
                        /**
                         * Restart rule
                         * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                         * @enum {unknown}
                         */
                        rebootRule?: "never" | "when-needed" | "forced";
                        /**
                         * Site
                         * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                         */
                        siteName?: string;
                        /**
                         * Site sharing
                         * @description Subnets of one site take one copy over the WAN together.
                         */
                        siteSharing?: boolean;
                        /**
                         * Sources
                         * @description Where content may come from, in this order; what is not named is off.
                         */
                        sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                        /**
                         * User notification
                         * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                         * @enum {unknown}
                         */
                        userNotification?: "none" | "restarts" | "all";
                        /**
                         * WAN rate
                         * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                         */
                        wanRateBytesPerSecond?: number;
                        /**
                         * WAN rate by time of day
                         * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                         */
                        wanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: {
                            after: {
                                from: string;
                                value: unknown;
                            };
                            before: {
                                from: string;
                                value: unknown;
                            };
                            /** @description On which the value becomes another one */
                            devices: number;
                            /** @enum {unknown} */
                            key: "pollIntervalMs" | "cacheLimitBytes" | "cacheFreePercent" | "fetchParallel" | "fetchRateBytesPerSecond" | "fetchStallMs" | "patches" | "multicast" | "multicastStartDelayMs" | "multicastLeastBytes" | "multicastRateBytesPerSecond" | "multicastInterfaces" | "multicastLinks" | "sources" | "siteName" | "siteSharing" | "wanRateBytesPerSecond" | "wanRateWindows" | "lanRateBytesPerSecond" | "lanRateWindows" | "maintenanceWindows" | "deferralMs" | "deferralCount" | "deferralIntervalMs" | "userNotification" | "rebootRule" | "rebootDeadlineMs" | "rebootNoticeMs" | "portal";
                        }[];
                        devices: number;
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        version?: number;
                    };
                };
            };
        };
    };
    getSettingSetReach: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        away: number;
                        connected: number;
                        devices: number;
                        inForce: number;
                        items: {
                            device: string;
                            deviceId: string;
                            /** @description Milliseconds since 1970 */
                            lastSeenMs: number;
                            online: boolean;
                        }[];
                        /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                        name: string;
                        truncated: boolean;
                        version: number;
                    };
                };
            };
        };
    };
    unassignSettingSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose set is another one now */
                        devices: number;
                        set: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description That it is assigned to */
                            devices: number;
                            /** @description Of these, those that said that they run with it as it is now */
                            inForce: number;
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            /** @description Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit */
                            name: string;
                            updatedBy: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            values: {
                                /**
                                 * Free space kept
                                 * @description Share of the disk that the cache leaves free, whatever its limit.
                                 */
                                cacheFreePercent?: number;
                                /**
                                 * Cache limit
                                 * @description What the cache may hold. Content of pending tasks is kept even above it.
                                 */
                                cacheLimitBytes?: number;
                                /**
                                 * Deferrals
                                 * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                                 */
                                deferralCount?: number;
                                /**
                                 * Deferral interval
                                 * @description How long it is put off each time that somebody says later.
                                 */
                                deferralIntervalMs?: number;
                                /**
                                 * Deferral
                                 * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                                 */
                                deferralMs?: number;
                                /**
                                 * Parallel requests
                                 * @description Range requests that one agent has under way at once.
                                 */
                                fetchParallel?: number;
                                /**
                                 * Download rate
                                 * @description Ceiling for one agent's downloads; 0 is no ceiling.
                                 */
                                fetchRateBytesPerSecond?: number;
                                /**
                                 * Stall timeout
                                 * @description A transfer from which nothing has come for this long is cut and resumed.
                                 */
                                fetchStallMs?: number;
                                /**
                                 * LAN rate
                                 * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                                 */
                                lanRateBytesPerSecond?: number;
                                /**
                                 * LAN rate by time of day
                                 * @description The same for the LAN.
                                 */
                                lanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Maintenance windows
                                 * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                                 */
                                maintenanceWindows?: {
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                                /**
                                 * Multicast
                                 * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                                 */
                                multicast?: boolean;
                                /**
                                 * Links for multicast
                                 * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                                 */
                                multicastInterfaces?: string[];
                                /**
                                 * Least size for multicast
                                 * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                                 */
                                multicastLeastBytes?: number;
                                /**
                                 * Subnets at once
                                 * @description In how many subnets a device takes part that has links to several: the best of those that may.
                                 */
                                multicastLinks?: number;
                                /**
                                 * Multicast rate
                                 * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                                 */
                                multicastRateBytesPerSecond?: number;
                                /**
                                 * Start delay
                                 * @description How long the representative waits for others before it casts. It downloads meanwhile.
                                 */
                                multicastStartDelayMs?: number;
                                /**
                                 * Use patches
                                 * @description Build new content out of old content in the cache where that saves bytes.
                                 */
                                patches?: boolean;
                                /**
                                 * Poll interval
                                 * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                                 */
                                pollIntervalMs?: number;
                                /**
                                 * Portal
                                 * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                                 */
                                portal?: boolean;
                                /**
                                 * Restart deadline
                                 * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                                 */
                                rebootDeadlineMs?: number;
                                /**
                                 * Restart notice
                                 * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                                 */
                                rebootNoticeMs?: number;
                                /**
                                 * Restart rule
                                 * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                                 * @enum {unknown}
                                 */
                                rebootRule?: "never" | "when-needed" | "forced";
                                /**
                                 * Site
                                 * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                                 */
                                siteName?: string;
                                /**
                                 * Site sharing
                                 * @description Subnets of one site take one copy over the WAN together.
                                 */
                                siteSharing?: boolean;
                                /**
                                 * Sources
                                 * @description Where content may come from, in this order; what is not named is off.
                                 */
                                sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                                /**
                                 * User notification
                                 * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                                 * @enum {unknown}
                                 */
                                userNotification?: "none" | "restarts" | "all";
                                /**
                                 * WAN rate
                                 * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                                 */
                                wanRateBytesPerSecond?: number;
                                /**
                                 * WAN rate by time of day
                                 * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                                 */
                                wanRateWindows?: {
                                    bytesPerSecond: number;
                                    /** @description On which it begins */
                                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @description Its length, whatever the clocks do */
                                    forMinutes?: number;
                                    /** @description HH:MM by the device's clock */
                                    from: string;
                                    /**
                                     * @description Only the n-th such day of the month
                                     * @enum {unknown}
                                     */
                                    nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                    /** @description So many days after the n-th */
                                    plusDays?: number;
                                    /** @description Its end; either this or forMinutes */
                                    to?: string;
                                }[];
                            };
                            version: number;
                        };
                    };
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account?: {
                        email: string;
                        /** @description What the audit trail calls them: lower-case letters, digits, dot, dash, underscore */
                        name: string;
                        /** @description Any characters; long is better than odd */
                        password: string;
                    };
                    /** @description What stands behind # in the link */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actor: string;
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        token?: string;
                    };
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            behind: number;
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            failedMs?: number;
                            failure?: string;
                            /** @enum {unknown} */
                            format: "syslog" | "json";
                            name: string;
                            /**
                             * @description The audit trail, events, or both
                             * @enum {unknown}
                             */
                            sends: "all" | "audit" | "events";
                            /** @description Milliseconds since 1970 */
                            sentMs?: number;
                            target: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    format?: "syslog" | "json";
                    /** @description Everything that is still known, and not only what happens from now on */
                    fromStart?: boolean;
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    name: string;
                    /**
                     * @description The audit trail, events, or both
                     * @enum {unknown}
                     */
                    sends?: "all" | "audit" | "events";
                    /** @description udp://HOST, tcp://HOST:PORT, tls://HOST:PORT, or file: in the server's own folder */
                    target: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        behind: number;
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        /** @enum {unknown} */
                        format: "syslog" | "json";
                        name: string;
                        /**
                         * @description The audit trail, events, or both
                         * @enum {unknown}
                         */
                        sends: "all" | "audit" | "events";
                        /** @description Milliseconds since 1970 */
                        sentMs?: number;
                        target: string;
                    };
                };
            };
        };
    };
    deleteFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error?: string;
                        sent: boolean;
                    };
                };
            };
        };
    };
    listStagedReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            package: string;
                            /** @description It was published before, with exactly this content */
                            published: boolean;
                            sizeBytes: number;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    stageRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        package: string;
                        /** @description It was published before, with exactly this content */
                        published: boolean;
                        sizeBytes: number;
                        version: string;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description SHA-256, 64 lower-case hexadecimal digits */
                        digest: string;
                        package: string;
                        /** @description It was published before, with exactly this content */
                        published: boolean;
                        sizeBytes: number;
                        version: string;
                    };
                };
            };
        };
    };
    getStagedRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": string;
                };
            };
        };
    };
    dropStagedRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, 64 lower-case hexadecimal digits */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    countTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description That a task with these targets would reach now */
                        devices: number;
                        /** @description That any task could reach */
                        of: number;
                        /** @description Of those that it would reach, those that are given nothing: in quarantine */
                        quarantined: number;
                        /** @description That the targets name, but that are retired */
                        retired: number;
                        /** @description Of these, those that were revoked */
                        revoked: number;
                    };
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                package?: string;
                state?: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It follows this channel, which points to the version now; where that is moved, so are its devices */
                    channel?: string;
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    deadlineMs?: number;
                    /** @enum {unknown} */
                    delivery: "pull" | "push";
                    /** @description A rollout that goes on to take devices that become targets later */
                    dynamic?: boolean;
                    /** @description Where it disappears it is put back, until the task is cancelled */
                    keep?: boolean;
                    /** @enum {unknown} */
                    kind: "install" | "remove" | "precache";
                    lifeMs?: number;
                    name?: string;
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    package: string;
                    /** @description -10 to 10; the higher one holds */
                    priority?: number;
                    retry?: {
                        /** @description So many after the first one */
                        attempts: number;
                        /** @description Each wait is so many times the one before; default 3 */
                        factor?: number;
                        /** @description Before the first of them; default 5 minutes */
                        firstMs?: number;
                        /** @description The longest wait; default a day */
                        mostMs?: number;
                    };
                    /** @description In the order in which they open; without rings every target gets its part at once */
                    rings?: {
                        /** @description So many others than the one who started it must agree before the next opens */
                        approvals?: number;
                        /** @description So many devices */
                        count?: number;
                        /** @description So many percent of the ring must have ended; the others may be off for weeks */
                        ended?: number;
                        /** @description { percent: 5 } or { count: 3 } */
                        errors?: {
                            /** @description More than so many percent of those that ended have failed */
                            percent: number;
                        } | {
                            /** @description So many have failed */
                            count: number;
                        };
                        /** @description Those of this group */
                        group?: string;
                        /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                        name: string;
                        /**
                         * @description open the next, or wait for a person to do so
                         * @enum {unknown}
                         */
                        next?: "open" | "wait";
                        /**
                         * @description pause, or stop: cancel what is open
                         * @enum {unknown}
                         */
                        onErrors?: "pause" | "stop";
                        /**
                         * @description pause, or open the next all the same
                         * @enum {unknown}
                         */
                        onTimeout?: "pause" | "open";
                        /** @description Until so many percent of all targets are reached, the rings before counted in */
                        percent?: number;
                        /** @description Those that this query finds */
                        query?: string;
                        /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                        rest?: boolean;
                        /** @description So many must have ended before a percentage of errors counts */
                        sample?: number;
                        /** @description It must stay good for so long before the next opens */
                        soakMs?: number;
                        /** @description Of those that ended, so many percent must have succeeded */
                        success?: number;
                        /** @description So long after it opened it is given up waiting */
                        timeoutMs?: number;
                    }[];
                    settings?: {
                        /**
                         * Free space kept
                         * @description Share of the disk that the cache leaves free, whatever its limit.
                         */
                        cacheFreePercent?: number;
                        /**
                         * Cache limit
                         * @description What the cache may hold. Content of pending tasks is kept even above it.
                         */
                        cacheLimitBytes?: number;
                        /**
                         * Deferrals
                         * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                         */
                        deferralCount?: number;
                        /**
                         * Deferral interval
                         * @description How long it is put off each time that somebody says later.
                         */
                        deferralIntervalMs?: number;
                        /**
                         * Deferral
                         * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                         */
                        deferralMs?: number;
                        /**
                         * Parallel requests
                         * @description Range requests that one agent has under way at once.
                         */
                        fetchParallel?: number;
                        /**
                         * Download rate
                         * @description Ceiling for one agent's downloads; 0 is no ceiling.
                         */
                        fetchRateBytesPerSecond?: number;
                        /**
                         * Stall timeout
                         * @description A transfer from which nothing has come for this long is cut and resumed.
                         */
                        fetchStallMs?: number;
                        /**
                         * LAN rate
                         * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                         */
                        lanRateBytesPerSecond?: number;
                        /**
                         * LAN rate by time of day
                         * @description The same for the LAN.
                         */
                        lanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Maintenance windows
                         * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                         */
                        maintenanceWindows?: {
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Multicast
                         * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                         */
                        multicast?: boolean;
                        /**
                         * Links for multicast
                         * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                         */
                        multicastInterfaces?: string[];
                        /**
                         * Least size for multicast
                         * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                         */
                        multicastLeastBytes?: number;
                        /**
                         * Subnets at once
                         * @description In how many subnets a device takes part that has links to several: the best of those that may.
                         */
                        multicastLinks?: number;
                        /**
                         * Multicast rate
                         * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                         */
                        multicastRateBytesPerSecond?: number;
                        /**
                         * Start delay
                         * @description How long the representative waits for others before it casts. It downloads meanwhile.
                         */
                        multicastStartDelayMs?: number;
                        /**
                         * Use patches
                         * @description Build new content out of old content in the cache where that saves bytes.
                         */
                        patches?: boolean;
                        /**
                         * Poll interval
                         * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                         */
                        pollIntervalMs?: number;
                        /**
                         * Portal
                         * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                         */
                        portal?: boolean;
                        /**
                         * Restart deadline
                         * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                         */
                        rebootDeadlineMs?: number;
                        /**
                         * Restart notice
                         * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                         */
                        rebootNoticeMs?: number;
                        /**
                         * Restart rule
                         * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                         * @enum {unknown}
                         */
                        rebootRule?: "never" | "when-needed" | "forced";
                        /**
                         * Site
                         * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                         */
                        siteName?: string;
                        /**
                         * Site sharing
                         * @description Subnets of one site take one copy over the WAN together.
                         */
                        siteSharing?: boolean;
                        /**
                         * Sources
                         * @description Where content may come from, in this order; what is not named is off.
                         */
                        sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                        /**
                         * User notification
                         * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                         * @enum {unknown}
                         */
                        userNotification?: "none" | "restarts" | "all";
                        /**
                         * WAN rate
                         * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                         */
                        wanRateBytesPerSecond?: number;
                        /**
                         * WAN rate by time of day
                         * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                         */
                        wanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                    };
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                    /**
                     * @description available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once
                     * @enum {unknown}
                     */
                    urgency?: "available" | "required" | "immediate";
                    /** @description As the publisher writes it: 24.2.0 */
                    version: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval?: {
                            askedBy: string;
                            /** @description Milliseconds since 1970 */
                            askedMs: number;
                            devices: number;
                            why: string;
                        };
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        /** @description The channel that it follows */
                        channel?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        dynamic: boolean;
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        /** @description Milliseconds since 1970 */
                        finishedMs?: number;
                        /** @description The task whose place it took when the channel was moved */
                        follows?: string;
                        id: string;
                        /** @description Where it disappears it is put back */
                        keep: boolean;
                        /** @enum {unknown} */
                        kind: "install" | "remove" | "precache" | "rollback";
                        lifeMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        /** @description -10 to 10; the higher one holds */
                        priority: number;
                        retried: number;
                        retry?: {
                            /** @description So many after the first one */
                            attempts: number;
                            /** @description Each wait is so many times the one before; default 3 */
                            factor?: number;
                            /** @description Before the first of them; default 5 minutes */
                            firstMs?: number;
                            /** @description The longest wait; default a day */
                            mostMs?: number;
                        };
                        /** @description In the order in which they open; without rings every target gets its part at once */
                        rings?: {
                            /** @description So many others than the one who started it must agree before the next opens */
                            approvals?: number;
                            /** @description So many devices */
                            count?: number;
                            /** @description So many percent of the ring must have ended; the others may be off for weeks */
                            ended?: number;
                            /** @description { percent: 5 } or { count: 3 } */
                            errors?: {
                                /** @description More than so many percent of those that ended have failed */
                                percent: number;
                            } | {
                                /** @description So many have failed */
                                count: number;
                            };
                            /** @description Those of this group */
                            group?: string;
                            /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                            name: string;
                            /**
                             * @description open the next, or wait for a person to do so
                             * @enum {unknown}
                             */
                            next?: "open" | "wait";
                            /**
                             * @description pause, or stop: cancel what is open
                             * @enum {unknown}
                             */
                            onErrors?: "pause" | "stop";
                            /**
                             * @description pause, or open the next all the same
                             * @enum {unknown}
                             */
                            onTimeout?: "pause" | "open";
                            /** @description Until so many percent of all targets are reached, the rings before counted in */
                            percent?: number;
                            /** @description Those that this query finds */
                            query?: string;
                            /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                            rest?: boolean;
                            /** @description So many must have ended before a percentage of errors counts */
                            sample?: number;
                            /** @description It must stay good for so long before the next opens */
                            soakMs?: number;
                            /** @description Of those that ended, so many percent must have succeeded */
                            success?: number;
                            /** @description So long after it opened it is given up waiting */
                            timeoutMs?: number;
                        }[];
                        /** @description The task that it takes back */
                        rollbackOf?: string;
                        settings: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        startedBy?: string;
                        /** @description Milliseconds since 1970 */
                        startedMs?: number;
                        /** @enum {unknown} */
                        state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            deviceIds?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        /** @enum {unknown} */
                        urgency: "available" | "required" | "immediate";
                        /** @description Of a rollback, the one that is taken back */
                        version: string;
                    };
                };
            };
        };
    };
    getTask: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval?: {
                            askedBy: string;
                            /** @description Milliseconds since 1970 */
                            askedMs: number;
                            devices: number;
                            why: string;
                        };
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        /** @description The channel that it follows */
                        channel?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        dynamic: boolean;
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        /** @description Milliseconds since 1970 */
                        finishedMs?: number;
                        /** @description The task whose place it took when the channel was moved */
                        follows?: string;
                        id: string;
                        /** @description Where it disappears it is put back */
                        keep: boolean;
                        /** @enum {unknown} */
                        kind: "install" | "remove" | "precache" | "rollback";
                        lifeMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        /** @description -10 to 10; the higher one holds */
                        priority: number;
                        retried: number;
                        retry?: {
                            /** @description So many after the first one */
                            attempts: number;
                            /** @description Each wait is so many times the one before; default 3 */
                            factor?: number;
                            /** @description Before the first of them; default 5 minutes */
                            firstMs?: number;
                            /** @description The longest wait; default a day */
                            mostMs?: number;
                        };
                        /** @description In the order in which they open; without rings every target gets its part at once */
                        rings?: {
                            /** @description So many others than the one who started it must agree before the next opens */
                            approvals?: number;
                            /** @description So many devices */
                            count?: number;
                            /** @description So many percent of the ring must have ended; the others may be off for weeks */
                            ended?: number;
                            /** @description { percent: 5 } or { count: 3 } */
                            errors?: {
                                /** @description More than so many percent of those that ended have failed */
                                percent: number;
                            } | {
                                /** @description So many have failed */
                                count: number;
                            };
                            /** @description Those of this group */
                            group?: string;
                            /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                            name: string;
                            /**
                             * @description open the next, or wait for a person to do so
                             * @enum {unknown}
                             */
                            next?: "open" | "wait";
                            /**
                             * @description pause, or stop: cancel what is open
                             * @enum {unknown}
                             */
                            onErrors?: "pause" | "stop";
                            /**
                             * @description pause, or open the next all the same
                             * @enum {unknown}
                             */
                            onTimeout?: "pause" | "open";
                            /** @description Until so many percent of all targets are reached, the rings before counted in */
                            percent?: number;
                            /** @description Those that this query finds */
                            query?: string;
                            /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                            rest?: boolean;
                            /** @description So many must have ended before a percentage of errors counts */
                            sample?: number;
                            /** @description It must stay good for so long before the next opens */
                            soakMs?: number;
                            /** @description Of those that ended, so many percent must have succeeded */
                            success?: number;
                            /** @description So long after it opened it is given up waiting */
                            timeoutMs?: number;
                        }[];
                        /** @description The task that it takes back */
                        rollbackOf?: string;
                        settings: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        startedBy?: string;
                        /** @description Milliseconds since 1970 */
                        startedMs?: number;
                        /** @enum {unknown} */
                        state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            deviceIds?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        /** @enum {unknown} */
                        urgency: "available" | "required" | "immediate";
                        /** @description Of a rollback, the one that is taken back */
                        version: string;
                    };
                };
            };
        };
    };
    changeTask: {
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
                "application/json": {
                    /** @description It follows this channel, which points to the version now; where that is moved, so are its devices */
                    channel?: string;
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    deadlineMs?: number;
                    /** @enum {unknown} */
                    delivery: "pull" | "push";
                    /** @description A rollout that goes on to take devices that become targets later */
                    dynamic?: boolean;
                    /** @description Where it disappears it is put back, until the task is cancelled */
                    keep?: boolean;
                    /** @enum {unknown} */
                    kind: "install" | "remove" | "precache";
                    lifeMs?: number;
                    name?: string;
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    package: string;
                    /** @description -10 to 10; the higher one holds */
                    priority?: number;
                    retry?: {
                        /** @description So many after the first one */
                        attempts: number;
                        /** @description Each wait is so many times the one before; default 3 */
                        factor?: number;
                        /** @description Before the first of them; default 5 minutes */
                        firstMs?: number;
                        /** @description The longest wait; default a day */
                        mostMs?: number;
                    };
                    /** @description In the order in which they open; without rings every target gets its part at once */
                    rings?: {
                        /** @description So many others than the one who started it must agree before the next opens */
                        approvals?: number;
                        /** @description So many devices */
                        count?: number;
                        /** @description So many percent of the ring must have ended; the others may be off for weeks */
                        ended?: number;
                        /** @description { percent: 5 } or { count: 3 } */
                        errors?: {
                            /** @description More than so many percent of those that ended have failed */
                            percent: number;
                        } | {
                            /** @description So many have failed */
                            count: number;
                        };
                        /** @description Those of this group */
                        group?: string;
                        /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                        name: string;
                        /**
                         * @description open the next, or wait for a person to do so
                         * @enum {unknown}
                         */
                        next?: "open" | "wait";
                        /**
                         * @description pause, or stop: cancel what is open
                         * @enum {unknown}
                         */
                        onErrors?: "pause" | "stop";
                        /**
                         * @description pause, or open the next all the same
                         * @enum {unknown}
                         */
                        onTimeout?: "pause" | "open";
                        /** @description Until so many percent of all targets are reached, the rings before counted in */
                        percent?: number;
                        /** @description Those that this query finds */
                        query?: string;
                        /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                        rest?: boolean;
                        /** @description So many must have ended before a percentage of errors counts */
                        sample?: number;
                        /** @description It must stay good for so long before the next opens */
                        soakMs?: number;
                        /** @description Of those that ended, so many percent must have succeeded */
                        success?: number;
                        /** @description So long after it opened it is given up waiting */
                        timeoutMs?: number;
                    }[];
                    settings?: {
                        /**
                         * Free space kept
                         * @description Share of the disk that the cache leaves free, whatever its limit.
                         */
                        cacheFreePercent?: number;
                        /**
                         * Cache limit
                         * @description What the cache may hold. Content of pending tasks is kept even above it.
                         */
                        cacheLimitBytes?: number;
                        /**
                         * Deferrals
                         * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                         */
                        deferralCount?: number;
                        /**
                         * Deferral interval
                         * @description How long it is put off each time that somebody says later.
                         */
                        deferralIntervalMs?: number;
                        /**
                         * Deferral
                         * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                         */
                        deferralMs?: number;
                        /**
                         * Parallel requests
                         * @description Range requests that one agent has under way at once.
                         */
                        fetchParallel?: number;
                        /**
                         * Download rate
                         * @description Ceiling for one agent's downloads; 0 is no ceiling.
                         */
                        fetchRateBytesPerSecond?: number;
                        /**
                         * Stall timeout
                         * @description A transfer from which nothing has come for this long is cut and resumed.
                         */
                        fetchStallMs?: number;
                        /**
                         * LAN rate
                         * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                         */
                        lanRateBytesPerSecond?: number;
                        /**
                         * LAN rate by time of day
                         * @description The same for the LAN.
                         */
                        lanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Maintenance windows
                         * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                         */
                        maintenanceWindows?: {
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Multicast
                         * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                         */
                        multicast?: boolean;
                        /**
                         * Links for multicast
                         * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                         */
                        multicastInterfaces?: string[];
                        /**
                         * Least size for multicast
                         * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                         */
                        multicastLeastBytes?: number;
                        /**
                         * Subnets at once
                         * @description In how many subnets a device takes part that has links to several: the best of those that may.
                         */
                        multicastLinks?: number;
                        /**
                         * Multicast rate
                         * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                         */
                        multicastRateBytesPerSecond?: number;
                        /**
                         * Start delay
                         * @description How long the representative waits for others before it casts. It downloads meanwhile.
                         */
                        multicastStartDelayMs?: number;
                        /**
                         * Use patches
                         * @description Build new content out of old content in the cache where that saves bytes.
                         */
                        patches?: boolean;
                        /**
                         * Poll interval
                         * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                         */
                        pollIntervalMs?: number;
                        /**
                         * Portal
                         * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                         */
                        portal?: boolean;
                        /**
                         * Restart deadline
                         * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                         */
                        rebootDeadlineMs?: number;
                        /**
                         * Restart notice
                         * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                         */
                        rebootNoticeMs?: number;
                        /**
                         * Restart rule
                         * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                         * @enum {unknown}
                         */
                        rebootRule?: "never" | "when-needed" | "forced";
                        /**
                         * Site
                         * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                         */
                        siteName?: string;
                        /**
                         * Site sharing
                         * @description Subnets of one site take one copy over the WAN together.
                         */
                        siteSharing?: boolean;
                        /**
                         * Sources
                         * @description Where content may come from, in this order; what is not named is off.
                         */
                        sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                        /**
                         * User notification
                         * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                         * @enum {unknown}
                         */
                        userNotification?: "none" | "restarts" | "all";
                        /**
                         * WAN rate
                         * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                         */
                        wanRateBytesPerSecond?: number;
                        /**
                         * WAN rate by time of day
                         * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                         */
                        wanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                    };
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                    /**
                     * @description available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once
                     * @enum {unknown}
                     */
                    urgency?: "available" | "required" | "immediate";
                    /** @description As the publisher writes it: 24.2.0 */
                    version: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval?: {
                            askedBy: string;
                            /** @description Milliseconds since 1970 */
                            askedMs: number;
                            devices: number;
                            why: string;
                        };
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        /** @description The channel that it follows */
                        channel?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        dynamic: boolean;
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        /** @description Milliseconds since 1970 */
                        finishedMs?: number;
                        /** @description The task whose place it took when the channel was moved */
                        follows?: string;
                        id: string;
                        /** @description Where it disappears it is put back */
                        keep: boolean;
                        /** @enum {unknown} */
                        kind: "install" | "remove" | "precache" | "rollback";
                        lifeMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        /** @description -10 to 10; the higher one holds */
                        priority: number;
                        retried: number;
                        retry?: {
                            /** @description So many after the first one */
                            attempts: number;
                            /** @description Each wait is so many times the one before; default 3 */
                            factor?: number;
                            /** @description Before the first of them; default 5 minutes */
                            firstMs?: number;
                            /** @description The longest wait; default a day */
                            mostMs?: number;
                        };
                        /** @description In the order in which they open; without rings every target gets its part at once */
                        rings?: {
                            /** @description So many others than the one who started it must agree before the next opens */
                            approvals?: number;
                            /** @description So many devices */
                            count?: number;
                            /** @description So many percent of the ring must have ended; the others may be off for weeks */
                            ended?: number;
                            /** @description { percent: 5 } or { count: 3 } */
                            errors?: {
                                /** @description More than so many percent of those that ended have failed */
                                percent: number;
                            } | {
                                /** @description So many have failed */
                                count: number;
                            };
                            /** @description Those of this group */
                            group?: string;
                            /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                            name: string;
                            /**
                             * @description open the next, or wait for a person to do so
                             * @enum {unknown}
                             */
                            next?: "open" | "wait";
                            /**
                             * @description pause, or stop: cancel what is open
                             * @enum {unknown}
                             */
                            onErrors?: "pause" | "stop";
                            /**
                             * @description pause, or open the next all the same
                             * @enum {unknown}
                             */
                            onTimeout?: "pause" | "open";
                            /** @description Until so many percent of all targets are reached, the rings before counted in */
                            percent?: number;
                            /** @description Those that this query finds */
                            query?: string;
                            /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                            rest?: boolean;
                            /** @description So many must have ended before a percentage of errors counts */
                            sample?: number;
                            /** @description It must stay good for so long before the next opens */
                            soakMs?: number;
                            /** @description Of those that ended, so many percent must have succeeded */
                            success?: number;
                            /** @description So long after it opened it is given up waiting */
                            timeoutMs?: number;
                        }[];
                        /** @description The task that it takes back */
                        rollbackOf?: string;
                        settings: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        startedBy?: string;
                        /** @description Milliseconds since 1970 */
                        startedMs?: number;
                        /** @enum {unknown} */
                        state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            deviceIds?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        /** @enum {unknown} */
                        urgency: "available" | "required" | "immediate";
                        /** @description Of a rollback, the one that is taken back */
                        version: string;
                    };
                };
            };
        };
    };
    listTaskActions: {
        parameters: {
            query?: {
                arch?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                device?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                /** @description The last one that was made comes first */
                newest?: boolean;
                os?: string;
                package?: string;
                /** @description Milliseconds since 1970 */
                since?: number;
                state?: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                task?: string;
                /** @description Milliseconds since 1970 */
                until?: number;
                version?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            askedBy?: string;
                            /** @description 1 is the first */
                            attempt: number;
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                patch: number;
                                patchSaved: number;
                                peer: number;
                                push: number;
                                site: number;
                            };
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            deferrals?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            device: string;
                            deviceId: string;
                            durationMs?: number;
                            /** @description Milliseconds since 1970 */
                            endedMs?: number;
                            exitCode?: number;
                            expectedMs?: number;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache";
                            /** @description What is scheduled is handed out then */
                            notBeforeMs?: number;
                            package: string;
                            reason?: {
                                /** @enum {unknown} */
                                code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                detail?: string;
                                next?: string;
                            };
                            /** @description So many times in a row it was put back by then */
                            repairs?: number;
                            retryOf?: string;
                            /** @description Name of its ring in the task's rollout */
                            ring?: string;
                            /**
                             * @description Absent: what the task is for. dependency: what that needs. replaced: what that takes the place of
                             * @enum {unknown}
                             */
                            role?: "dependency" | "replaced";
                            /** @enum {unknown} */
                            state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            step: number;
                            /** @description Of its device, as the inventory has it now; of several the first, IPv4 before IPv6 */
                            subnet?: string;
                            taskId: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            variantId?: string;
                            version: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    approveTask: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Actions that were made or ended */
                        actions: number;
                        task: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        };
                    };
                };
            };
        };
    };
    cancelTask: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Actions that were made or ended */
                        actions: number;
                        task: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        };
                    };
                };
            };
        };
    };
    listTaskCells: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Cells in the answer; default 2500 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description 1 is the first */
                            attempt: number;
                            device: string;
                            deviceId: string;
                            exitCode?: number;
                            id: string;
                            reason?: {
                                /** @enum {unknown} */
                                code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                detail?: string;
                            };
                            /** @description Name of its ring in the task's rollout */
                            ring?: string;
                            /** @enum {unknown} */
                            state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            /** @description Of its device, as the inventory has it now; of several the first, IPv4 before IPv6 */
                            subnet?: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    listTaskEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Who ordered it, or that the server did */
                            actor?: string;
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            /** @description Of the sentence, what the server says beside what its kind says: why, or by whom */
                            detail?: string;
                            device?: string;
                            deviceId?: string;
                            /** @description How many devices it was done with */
                            devices?: number;
                            id: string;
                            /** @description Why, in the words of whoever ordered it */
                            reason?: string;
                            /** @enum {unknown} */
                            state?: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            /** @description A sentence; empty where the state says it all */
                            text: string;
                            /** @description A kind of the audit trail, or the state that a device came to: `action.failed` */
                            what: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    explainTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        action?: {
                            askedBy?: string;
                            /** @description 1 is the first */
                            attempt: number;
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                patch: number;
                                patchSaved: number;
                                peer: number;
                                push: number;
                                site: number;
                            };
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            deferrals?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            device: string;
                            deviceId: string;
                            durationMs?: number;
                            /** @description Milliseconds since 1970 */
                            endedMs?: number;
                            exitCode?: number;
                            expectedMs?: number;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache";
                            /** @description What is scheduled is handed out then */
                            notBeforeMs?: number;
                            package: string;
                            reason?: {
                                /** @enum {unknown} */
                                code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                detail?: string;
                                next?: string;
                            };
                            /** @description So many times in a row it was put back by then */
                            repairs?: number;
                            retryOf?: string;
                            /** @description Name of its ring in the task's rollout */
                            ring?: string;
                            /**
                             * @description Absent: what the task is for. dependency: what that needs. replaced: what that takes the place of
                             * @enum {unknown}
                             */
                            role?: "dependency" | "replaced";
                            /** @enum {unknown} */
                            state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                            step: number;
                            steps: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                /** @enum {unknown} */
                                by: "server" | "agent";
                                reason?: {
                                    /** @enum {unknown} */
                                    code: "installer-done" | "installed" | "already-installed" | "installed-before-interruption" | "already-removed" | "removed" | "precached" | "no-variant" | "requirement-unmet" | "disk-short" | "release-untrusted" | "release-invalid" | "detection-unknown" | "not-detected" | "still-detected" | "secret-unavailable" | "exit-code" | "installer-timeout" | "installer-unusable" | "installer-busy" | "installer-interrupted" | "script-failed" | "fetch-failed" | "content-corrupt" | "content-missing" | "disk-full" | "device-refused" | "device-failed" | "window-closed" | "window-too-short" | "deferred" | "offered" | "asked-for" | "deadline-reached" | "reboot-required" | "reboot-started" | "push-waiting" | "attempts-exhausted" | "cancelled-by-operator" | "superseded-by-task" | "recalled" | "rollout-stopped" | "ring-closed" | "rollout-paused" | "retry-waiting" | "dependency-waiting" | "dependency-failed" | "dependency-unmet" | "missing" | "replaced" | "still-needed" | "dependency-unneeded" | "expired" | "device-retired" | "device-revoked" | "envelope-refused" | "internal";
                                    detail?: string;
                                    next?: string;
                                };
                                /** @description Milliseconds since 1970 */
                                receivedMs: number;
                                result?: {
                                    attempt: number;
                                    durationMs: number;
                                    exitCode?: number;
                                    logTail: string;
                                    logTruncated: boolean;
                                    signal?: string;
                                };
                                /** @enum {unknown} */
                                state: "scheduled" | "assigned" | "accepted" | "resolving" | "fetching" | "verifying" | "waiting" | "installing" | "checking" | "rebooting" | "succeeded" | "cached" | "not-applicable" | "failed" | "rolled-back" | "cancelled" | "expired" | "superseded";
                                /** @description The agent's number; 0 for what the server said */
                                step: number;
                            }[];
                            /** @description Of its device, as the inventory has it now; of several the first, IPv4 before IPv6 */
                            subnet?: string;
                            taskId: string;
                            /** @description Milliseconds since 1970 */
                            updatedMs: number;
                            variantId?: string;
                            version: string;
                        };
                        device: string;
                        next?: string;
                        story: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            state: string;
                            text: string;
                        }[];
                        summary: string;
                        variants: {
                            chosen: boolean;
                            id: string;
                            why: string;
                        }[];
                    };
                };
            };
        };
    };
    rejectTask: {
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
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval?: {
                            askedBy: string;
                            /** @description Milliseconds since 1970 */
                            askedMs: number;
                            devices: number;
                            why: string;
                        };
                        bytes: {
                            cache: number;
                            multicast: number;
                            origin: number;
                            patch: number;
                            patchSaved: number;
                            peer: number;
                            push: number;
                            site: number;
                        };
                        /** @description The channel that it follows */
                        channel?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        /** @enum {unknown} */
                        delivery: "pull" | "push";
                        dynamic: boolean;
                        /** @description Milliseconds since 1970 */
                        expiresMs?: number;
                        /** @description Milliseconds since 1970 */
                        finishedMs?: number;
                        /** @description The task whose place it took when the channel was moved */
                        follows?: string;
                        id: string;
                        /** @description Where it disappears it is put back */
                        keep: boolean;
                        /** @enum {unknown} */
                        kind: "install" | "remove" | "precache" | "rollback";
                        lifeMs: number;
                        managed?: {
                            appliedBy: string;
                            /** @description Milliseconds since 1970 */
                            appliedMs: number;
                            /** @description The git commit that the files are of; -dirty where they were changed since */
                            revision?: string;
                            /** @description Without blanks: git.example.org/it/fleet */
                            source: string;
                        };
                        name: string;
                        package: string;
                        /** @description -10 to 10; the higher one holds */
                        priority: number;
                        retried: number;
                        retry?: {
                            /** @description So many after the first one */
                            attempts: number;
                            /** @description Each wait is so many times the one before; default 3 */
                            factor?: number;
                            /** @description Before the first of them; default 5 minutes */
                            firstMs?: number;
                            /** @description The longest wait; default a day */
                            mostMs?: number;
                        };
                        /** @description In the order in which they open; without rings every target gets its part at once */
                        rings?: {
                            /** @description So many others than the one who started it must agree before the next opens */
                            approvals?: number;
                            /** @description So many devices */
                            count?: number;
                            /** @description So many percent of the ring must have ended; the others may be off for weeks */
                            ended?: number;
                            /** @description { percent: 5 } or { count: 3 } */
                            errors?: {
                                /** @description More than so many percent of those that ended have failed */
                                percent: number;
                            } | {
                                /** @description So many have failed */
                                count: number;
                            };
                            /** @description Those of this group */
                            group?: string;
                            /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                            name: string;
                            /**
                             * @description open the next, or wait for a person to do so
                             * @enum {unknown}
                             */
                            next?: "open" | "wait";
                            /**
                             * @description pause, or stop: cancel what is open
                             * @enum {unknown}
                             */
                            onErrors?: "pause" | "stop";
                            /**
                             * @description pause, or open the next all the same
                             * @enum {unknown}
                             */
                            onTimeout?: "pause" | "open";
                            /** @description Until so many percent of all targets are reached, the rings before counted in */
                            percent?: number;
                            /** @description Those that this query finds */
                            query?: string;
                            /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                            rest?: boolean;
                            /** @description So many must have ended before a percentage of errors counts */
                            sample?: number;
                            /** @description It must stay good for so long before the next opens */
                            soakMs?: number;
                            /** @description Of those that ended, so many percent must have succeeded */
                            success?: number;
                            /** @description So long after it opened it is given up waiting */
                            timeoutMs?: number;
                        }[];
                        /** @description The task that it takes back */
                        rollbackOf?: string;
                        settings: {
                            /**
                             * Free space kept
                             * @description Share of the disk that the cache leaves free, whatever its limit.
                             */
                            cacheFreePercent?: number;
                            /**
                             * Cache limit
                             * @description What the cache may hold. Content of pending tasks is kept even above it.
                             */
                            cacheLimitBytes?: number;
                            /**
                             * Deferrals
                             * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                             */
                            deferralCount?: number;
                            /**
                             * Deferral interval
                             * @description How long it is put off each time that somebody says later.
                             */
                            deferralIntervalMs?: number;
                            /**
                             * Deferral
                             * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                             */
                            deferralMs?: number;
                            /**
                             * Parallel requests
                             * @description Range requests that one agent has under way at once.
                             */
                            fetchParallel?: number;
                            /**
                             * Download rate
                             * @description Ceiling for one agent's downloads; 0 is no ceiling.
                             */
                            fetchRateBytesPerSecond?: number;
                            /**
                             * Stall timeout
                             * @description A transfer from which nothing has come for this long is cut and resumed.
                             */
                            fetchStallMs?: number;
                            /**
                             * LAN rate
                             * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                             */
                            lanRateBytesPerSecond?: number;
                            /**
                             * LAN rate by time of day
                             * @description The same for the LAN.
                             */
                            lanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Maintenance windows
                             * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                             */
                            maintenanceWindows?: {
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                            /**
                             * Multicast
                             * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                             */
                            multicast?: boolean;
                            /**
                             * Links for multicast
                             * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                             */
                            multicastInterfaces?: string[];
                            /**
                             * Least size for multicast
                             * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                             */
                            multicastLeastBytes?: number;
                            /**
                             * Subnets at once
                             * @description In how many subnets a device takes part that has links to several: the best of those that may.
                             */
                            multicastLinks?: number;
                            /**
                             * Multicast rate
                             * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                             */
                            multicastRateBytesPerSecond?: number;
                            /**
                             * Start delay
                             * @description How long the representative waits for others before it casts. It downloads meanwhile.
                             */
                            multicastStartDelayMs?: number;
                            /**
                             * Use patches
                             * @description Build new content out of old content in the cache where that saves bytes.
                             */
                            patches?: boolean;
                            /**
                             * Poll interval
                             * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                             */
                            pollIntervalMs?: number;
                            /**
                             * Portal
                             * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                             */
                            portal?: boolean;
                            /**
                             * Restart deadline
                             * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                             */
                            rebootDeadlineMs?: number;
                            /**
                             * Restart notice
                             * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                             */
                            rebootNoticeMs?: number;
                            /**
                             * Restart rule
                             * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                             * @enum {unknown}
                             */
                            rebootRule?: "never" | "when-needed" | "forced";
                            /**
                             * Site
                             * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                             */
                            siteName?: string;
                            /**
                             * Site sharing
                             * @description Subnets of one site take one copy over the WAN together.
                             */
                            siteSharing?: boolean;
                            /**
                             * Sources
                             * @description Where content may come from, in this order; what is not named is off.
                             */
                            sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                            /**
                             * User notification
                             * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                             * @enum {unknown}
                             */
                            userNotification?: "none" | "restarts" | "all";
                            /**
                             * WAN rate
                             * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                             */
                            wanRateBytesPerSecond?: number;
                            /**
                             * WAN rate by time of day
                             * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                             */
                            wanRateWindows?: {
                                bytesPerSecond: number;
                                /** @description On which it begins */
                                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @description Its length, whatever the clocks do */
                                forMinutes?: number;
                                /** @description HH:MM by the device's clock */
                                from: string;
                                /**
                                 * @description Only the n-th such day of the month
                                 * @enum {unknown}
                                 */
                                nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                                /** @description So many days after the n-th */
                                plusDays?: number;
                                /** @description Its end; either this or forMinutes */
                                to?: string;
                            }[];
                        };
                        startedBy?: string;
                        /** @description Milliseconds since 1970 */
                        startedMs?: number;
                        /** @enum {unknown} */
                        state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                        targets: {
                            all?: boolean;
                            arch?: string[];
                            deviceIds?: string[];
                            formFactor?: string[];
                            groups?: string[];
                            name?: string;
                            os?: string[];
                            /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                            query?: string;
                            /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                            within?: string[];
                        };
                        /** @enum {unknown} */
                        urgency: "available" | "required" | "immediate";
                        /** @description Of a rollback, the one that is taken back */
                        version: string;
                    };
                };
            };
        };
    };
    retryTask: {
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
                "application/json": {
                    /** @description Default: every device whose action failed */
                    deviceIds?: string[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Actions that were made or ended */
                        actions: number;
                        task: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        };
                    };
                };
            };
        };
    };
    previewRollback: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The count to confirm: install, remove and later */
                        confirm: number;
                        /** @description Devices that get the release that was there before */
                        install: number;
                        items: {
                            device: string;
                            deviceId: string;
                            /**
                             * @description later: its action is still under way; where that comes to its end, it is given back then
                             * @enum {unknown}
                             */
                            does: "install" | "remove" | "later" | "nothing";
                            online: boolean;
                            package: string;
                            /** @description What is installed, or taken away */
                            version?: string;
                            why: string;
                        }[];
                        /** @description Devices whose action is under way */
                        later: number;
                        /** @description Devices that the task reached and that stay as they are */
                        nothing: number;
                        /** @description Of those that get or lose something */
                        offline: number;
                        package: string;
                        /** @description Devices where there was none, and it is taken away */
                        remove: number;
                        /** @description The task is under way, and is stopped first */
                        stops: boolean;
                        truncated: boolean;
                        version: string;
                    };
                };
            };
        };
    };
    rollBackTask: {
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
                "application/json": {
                    /** @description How many devices are meant, as the preview has it */
                    confirm?: number;
                    /**
                     * @description Default: that of the task; what was only available is required
                     * @enum {unknown}
                     */
                    urgency?: "required" | "immediate";
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rollback: {
                            /** @description The count to confirm: install, remove and later */
                            confirm: number;
                            /** @description Devices that get the release that was there before */
                            install: number;
                            items: {
                                device: string;
                                deviceId: string;
                                /**
                                 * @description later: its action is still under way; where that comes to its end, it is given back then
                                 * @enum {unknown}
                                 */
                                does: "install" | "remove" | "later" | "nothing";
                                online: boolean;
                                package: string;
                                /** @description What is installed, or taken away */
                                version?: string;
                                why: string;
                            }[];
                            /** @description Devices whose action is under way */
                            later: number;
                            /** @description Devices that the task reached and that stay as they are */
                            nothing: number;
                            /** @description Of those that get or lose something */
                            offline: number;
                            package: string;
                            /** @description Devices where there was none, and it is taken away */
                            remove: number;
                            /** @description The task is under way, and is stopped first */
                            stops: boolean;
                            truncated: boolean;
                            version: string;
                        };
                        task: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        };
                    };
                };
            };
        };
    };
    getRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    abortRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    approveRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    nextRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    pauseRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    resumeRollout: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: string[];
                        /** @description Milliseconds since 1970 */
                        deadlineMs?: number;
                        dynamic: boolean;
                        leftOut: number;
                        next: string[];
                        rings: {
                            devices: number;
                            /** @description Milliseconds since 1970 */
                            doneMs?: number;
                            failed: number;
                            /** @description Milliseconds since 1970 */
                            goodSinceMs?: number;
                            needed: number;
                            neutral: number;
                            open: number;
                            /** @description Milliseconds since 1970 */
                            openedMs?: number;
                            plan: {
                                /** @description So many others than the one who started it must agree before the next opens */
                                approvals?: number;
                                /** @description So many devices */
                                count?: number;
                                /** @description So many percent of the ring must have ended; the others may be off for weeks */
                                ended?: number;
                                /** @description { percent: 5 } or { count: 3 } */
                                errors?: {
                                    /** @description More than so many percent of those that ended have failed */
                                    percent: number;
                                } | {
                                    /** @description So many have failed */
                                    count: number;
                                };
                                /** @description Those of this group */
                                group?: string;
                                /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                                name: string;
                                /**
                                 * @description open the next, or wait for a person to do so
                                 * @enum {unknown}
                                 */
                                next?: "open" | "wait";
                                /**
                                 * @description pause, or stop: cancel what is open
                                 * @enum {unknown}
                                 */
                                onErrors?: "pause" | "stop";
                                /**
                                 * @description pause, or open the next all the same
                                 * @enum {unknown}
                                 */
                                onTimeout?: "pause" | "open";
                                /** @description Until so many percent of all targets are reached, the rings before counted in */
                                percent?: number;
                                /** @description Those that this query finds */
                                query?: string;
                                /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                                rest?: boolean;
                                /** @description So many must have ended before a percentage of errors counts */
                                sample?: number;
                                /** @description It must stay good for so long before the next opens */
                                soakMs?: number;
                                /** @description Of those that ended, so many percent must have succeeded */
                                success?: number;
                                /** @description So long after it opened it is given up waiting */
                                timeoutMs?: number;
                            };
                            /** @enum {unknown} */
                            state: "pending" | "open" | "soaking" | "done" | "halted";
                            succeeded: number;
                            thresholds: {
                                approvals: number;
                                endedPercent: number;
                                /** @description In words: at most 5 % may fail */
                                errors: string;
                                next: string;
                                onErrors: string;
                                onTimeout: string;
                                sample: number;
                                soakMs: number;
                                successPercent: number;
                                timeoutMs?: number;
                            };
                            /** @description Milliseconds since 1970 */
                            timeoutAtMs?: number;
                        }[];
                        /** @description Milliseconds since 1970 */
                        sinceMs: number;
                        startedBy: string;
                        /** @enum {unknown} */
                        state: "running" | "paused" | "waiting" | "stopped" | "finished" | "aborted";
                        taskId: string;
                        why: string;
                    };
                };
            };
        };
    };
    getSessionTree: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        package: string;
                        sites: {
                            site?: string;
                            subnets: {
                                sessions: {
                                    digest: string;
                                    file: string;
                                    patch: boolean;
                                    representatives: {
                                        device: string;
                                        deviceId: string;
                                        /** @enum {unknown} */
                                        role: "seeking" | "following" | "leading" | "alone" | "holder";
                                        symbolsSent: number;
                                        wanBytes: number;
                                    }[];
                                    session: string;
                                    totals: {
                                        bytes: {
                                            cache: number;
                                            multicast: number;
                                            origin: number;
                                            peer: number;
                                            push: number;
                                            repair: number;
                                            site: number;
                                        };
                                        bytesAgain: number;
                                        copyBytes: number;
                                        datagramsHeard: number;
                                        datagramsLost: number;
                                        devices: number;
                                        lateJoiners: number;
                                        parityReceived: number;
                                        paritySent: number;
                                        representatives: number;
                                        sessions: number;
                                        symbolsReceived: number;
                                        symbolsSent: number;
                                        wanBytes: number;
                                    };
                                }[];
                                subnet?: string;
                                totals: {
                                    bytes: {
                                        cache: number;
                                        multicast: number;
                                        origin: number;
                                        peer: number;
                                        push: number;
                                        repair: number;
                                        site: number;
                                    };
                                    bytesAgain: number;
                                    copyBytes: number;
                                    datagramsHeard: number;
                                    datagramsLost: number;
                                    devices: number;
                                    lateJoiners: number;
                                    parityReceived: number;
                                    paritySent: number;
                                    representatives: number;
                                    sessions: number;
                                    symbolsReceived: number;
                                    symbolsSent: number;
                                    wanBytes: number;
                                };
                            }[];
                            totals: {
                                bytes: {
                                    cache: number;
                                    multicast: number;
                                    origin: number;
                                    peer: number;
                                    push: number;
                                    repair: number;
                                    site: number;
                                };
                                bytesAgain: number;
                                copyBytes: number;
                                datagramsHeard: number;
                                datagramsLost: number;
                                devices: number;
                                lateJoiners: number;
                                parityReceived: number;
                                paritySent: number;
                                representatives: number;
                                sessions: number;
                                symbolsReceived: number;
                                symbolsSent: number;
                                wanBytes: number;
                            };
                        }[];
                        taskId: string;
                        totals: {
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                peer: number;
                                push: number;
                                repair: number;
                                site: number;
                            };
                            bytesAgain: number;
                            copyBytes: number;
                            datagramsHeard: number;
                            datagramsLost: number;
                            devices: number;
                            lateJoiners: number;
                            parityReceived: number;
                            paritySent: number;
                            representatives: number;
                            sessions: number;
                            symbolsReceived: number;
                            symbolsSent: number;
                            wanBytes: number;
                        };
                        truncated: boolean;
                        version: string;
                    };
                };
            };
        };
    };
    listSessionParts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                session?: string;
                subnet?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actionId: string;
                            bytes: {
                                cache: number;
                                multicast: number;
                                origin: number;
                                peer: number;
                                push: number;
                                repair: number;
                                site: number;
                            };
                            bytesAgain: number;
                            datagramsHeard: number;
                            datagramsLost: number;
                            device: string;
                            deviceId: string;
                            digest: string;
                            /** @description Milliseconds since 1970 */
                            endedMs: number;
                            late: boolean;
                            led: boolean;
                            parityReceived: number;
                            paritySent: number;
                            peers: {
                                bytes: number;
                                device: string;
                                deviceId: string;
                            }[];
                            /** @enum {unknown} */
                            role: "seeking" | "following" | "leading" | "alone" | "holder";
                            session: string;
                            site?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs: number;
                            subnet: string;
                            symbolsReceived: number;
                            symbolsSent: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    startTask: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Actions that were made or ended */
                        actions: number;
                        task: {
                            /** @description The channel that it follows */
                            channel?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deadlineMs?: number;
                            /** @enum {unknown} */
                            delivery: "pull" | "push";
                            /** @description Milliseconds since 1970 */
                            expiresMs?: number;
                            /** @description Milliseconds since 1970 */
                            finishedMs?: number;
                            /** @description The task whose place it took when the channel was moved */
                            follows?: string;
                            id: string;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache" | "rollback";
                            managed?: {
                                appliedBy: string;
                                /** @description Milliseconds since 1970 */
                                appliedMs: number;
                                /** @description The git commit that the files are of; -dirty where they were changed since */
                                revision?: string;
                                /** @description Without blanks: git.example.org/it/fleet */
                                source: string;
                            };
                            name: string;
                            package: string;
                            /** @description The task that it takes back */
                            rollbackOf?: string;
                            startedBy?: string;
                            /** @description Milliseconds since 1970 */
                            startedMs?: number;
                            /** @enum {unknown} */
                            state: "draft" | "awaiting-approval" | "running" | "finished" | "cancelled";
                            /** @enum {unknown} */
                            urgency: "available" | "required" | "immediate";
                            /** @description Of a rollback, the one that is taken back */
                            version: string;
                        };
                    };
                };
            };
        };
    };
    previewTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description It follows this channel, which points to the version now; where that is moved, so are its devices */
                    channel?: string;
                    /** @description How many devices are meant, where a query matches every one there is */
                    confirm?: number;
                    deadlineMs?: number;
                    /** @enum {unknown} */
                    delivery: "pull" | "push";
                    /** @description A rollout that goes on to take devices that become targets later */
                    dynamic?: boolean;
                    /** @description Where it disappears it is put back, until the task is cancelled */
                    keep?: boolean;
                    /** @enum {unknown} */
                    kind: "install" | "remove" | "precache";
                    lifeMs?: number;
                    name?: string;
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    package: string;
                    /** @description -10 to 10; the higher one holds */
                    priority?: number;
                    retry?: {
                        /** @description So many after the first one */
                        attempts: number;
                        /** @description Each wait is so many times the one before; default 3 */
                        factor?: number;
                        /** @description Before the first of them; default 5 minutes */
                        firstMs?: number;
                        /** @description The longest wait; default a day */
                        mostMs?: number;
                    };
                    /** @description In the order in which they open; without rings every target gets its part at once */
                    rings?: {
                        /** @description So many others than the one who started it must agree before the next opens */
                        approvals?: number;
                        /** @description So many devices */
                        count?: number;
                        /** @description So many percent of the ring must have ended; the others may be off for weeks */
                        ended?: number;
                        /** @description { percent: 5 } or { count: 3 } */
                        errors?: {
                            /** @description More than so many percent of those that ended have failed */
                            percent: number;
                        } | {
                            /** @description So many have failed */
                            count: number;
                        };
                        /** @description Those of this group */
                        group?: string;
                        /** @description letters, digits, blanks, dots, dashes; it begins with a letter or digit */
                        name: string;
                        /**
                         * @description open the next, or wait for a person to do so
                         * @enum {unknown}
                         */
                        next?: "open" | "wait";
                        /**
                         * @description pause, or stop: cancel what is open
                         * @enum {unknown}
                         */
                        onErrors?: "pause" | "stop";
                        /**
                         * @description pause, or open the next all the same
                         * @enum {unknown}
                         */
                        onTimeout?: "pause" | "open";
                        /** @description Until so many percent of all targets are reached, the rings before counted in */
                        percent?: number;
                        /** @description Those that this query finds */
                        query?: string;
                        /** @description true: all that are left; false, at the last ring: what is left stays out of the rollout */
                        rest?: boolean;
                        /** @description So many must have ended before a percentage of errors counts */
                        sample?: number;
                        /** @description It must stay good for so long before the next opens */
                        soakMs?: number;
                        /** @description Of those that ended, so many percent must have succeeded */
                        success?: number;
                        /** @description So long after it opened it is given up waiting */
                        timeoutMs?: number;
                    }[];
                    settings?: {
                        /**
                         * Free space kept
                         * @description Share of the disk that the cache leaves free, whatever its limit.
                         */
                        cacheFreePercent?: number;
                        /**
                         * Cache limit
                         * @description What the cache may hold. Content of pending tasks is kept even above it.
                         */
                        cacheLimitBytes?: number;
                        /**
                         * Deferrals
                         * @description How often people may put it off, within the deferral: they are asked, and without an answer it begins. 0: it waits by itself, and they may say later as often as they like.
                         */
                        deferralCount?: number;
                        /**
                         * Deferral interval
                         * @description How long it is put off each time that somebody says later.
                         */
                        deferralIntervalMs?: number;
                        /**
                         * Deferral
                         * @description How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.
                         */
                        deferralMs?: number;
                        /**
                         * Parallel requests
                         * @description Range requests that one agent has under way at once.
                         */
                        fetchParallel?: number;
                        /**
                         * Download rate
                         * @description Ceiling for one agent's downloads; 0 is no ceiling.
                         */
                        fetchRateBytesPerSecond?: number;
                        /**
                         * Stall timeout
                         * @description A transfer from which nothing has come for this long is cut and resumed.
                         */
                        fetchStallMs?: number;
                        /**
                         * LAN rate
                         * @description Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.
                         */
                        lanRateBytesPerSecond?: number;
                        /**
                         * LAN rate by time of day
                         * @description The same for the LAN.
                         */
                        lanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Maintenance windows
                         * @description When installations, removals and restarts may happen: what would not end inside begins in the next one. None: always.
                         */
                        maintenanceWindows?: {
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                        /**
                         * Multicast
                         * @description Devices of one subnet fetch one copy together: one leads and casts, the others receive.
                         */
                        multicast?: boolean;
                        /**
                         * Links for multicast
                         * @description Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.
                         */
                        multicastInterfaces?: string[];
                        /**
                         * Least size for multicast
                         * @description Smaller content is fetched from the origin by each device: finding each other would take longer.
                         */
                        multicastLeastBytes?: number;
                        /**
                         * Subnets at once
                         * @description In how many subnets a device takes part that has links to several: the best of those that may.
                         */
                        multicastLinks?: number;
                        /**
                         * Multicast rate
                         * @description Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.
                         */
                        multicastRateBytesPerSecond?: number;
                        /**
                         * Start delay
                         * @description How long the representative waits for others before it casts. It downloads meanwhile.
                         */
                        multicastStartDelayMs?: number;
                        /**
                         * Use patches
                         * @description Build new content out of old content in the cache where that saves bytes.
                         */
                        patches?: boolean;
                        /**
                         * Poll interval
                         * @description How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.
                         */
                        pollIntervalMs?: number;
                        /**
                         * Portal
                         * @description The people of a device may open its portal: they see what the agent does, ask for what is on offer, and put off what may be put off.
                         */
                        portal?: boolean;
                        /**
                         * Restart deadline
                         * @description Under the rule forced: so long after the installation the device restarts, whoever works there, and outside of its windows too.
                         */
                        rebootDeadlineMs?: number;
                        /**
                         * Restart notice
                         * @description How long before a restart those who are signed in are told of it; under the rule forced, whatever they are told of otherwise.
                         */
                        rebootNoticeMs?: number;
                        /**
                         * Restart rule
                         * @description when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. forced: the same, and at its deadline in any case. never: it waits for a person.
                         * @enum {unknown}
                         */
                        rebootRule?: "never" | "when-needed" | "forced";
                        /**
                         * Site
                         * @description Subnets with the same name share a site; empty: learned from gateway, public address and name.
                         */
                        siteName?: string;
                        /**
                         * Site sharing
                         * @description Subnets of one site take one copy over the WAN together.
                         */
                        siteSharing?: boolean;
                        /**
                         * Sources
                         * @description Where content may come from, in this order; what is not named is off.
                         */
                        sources?: ("cache" | "multicast" | "peer" | "site" | "origin")[];
                        /**
                         * User notification
                         * @description What people who are signed in are told of: restarts before they happen, or also installations that wait for them.
                         * @enum {unknown}
                         */
                        userNotification?: "none" | "restarts" | "all";
                        /**
                         * WAN rate
                         * @description Ceiling of what one device fetches from the origin; 0 is no ceiling.
                         */
                        wanRateBytesPerSecond?: number;
                        /**
                         * WAN rate by time of day
                         * @description Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.
                         */
                        wanRateWindows?: {
                            bytesPerSecond: number;
                            /** @description On which it begins */
                            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                            /** @description Its length, whatever the clocks do */
                            forMinutes?: number;
                            /** @description HH:MM by the device's clock */
                            from: string;
                            /**
                             * @description Only the n-th such day of the month
                             * @enum {unknown}
                             */
                            nth?: "first" | "second" | "third" | "fourth" | "fifth" | "last";
                            /** @description So many days after the n-th */
                            plusDays?: number;
                            /** @description Its end; either this or forMinutes */
                            to?: string;
                        }[];
                    };
                    targets: {
                        all?: boolean;
                        arch?: string[];
                        deviceIds?: string[];
                        formFactor?: string[];
                        groups?: string[];
                        name?: string;
                        os?: string[];
                        /** @description Which devices: os:windows tag:till seen:<7d; docs/queries.md has the language */
                        query?: string;
                        /** @description Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them */
                        within?: string[];
                    };
                    /**
                     * @description available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once
                     * @enum {unknown}
                     */
                    urgency?: "available" | "required" | "immediate";
                    /** @description As the publisher writes it: 24.2.0 */
                    version: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        already: number;
                        approval?: string;
                        bytes: number;
                        byVariant: {
                            [key: string]: number;
                        };
                        conflicts: {
                            /** @description Devices that both reach */
                            devices: number;
                            /** @enum {unknown} */
                            kind: "install" | "remove" | "precache";
                            name: string;
                            /**
                             * @description `superseded`: the new one takes its place there. `holds`: the new one would end there at once. `beside`: the device does both, one after the other
                             * @enum {unknown}
                             */
                            outcome: "superseded" | "holds" | "beside";
                            package: string;
                            /** @description -10 to 10; the higher one holds */
                            priority: number;
                            taskId: string;
                            version: string;
                        }[];
                        devices: number;
                        heldBack: number;
                        items: {
                            bytes: number;
                            device: string;
                            deviceId: string;
                            /** @description Version of the package that is there, as it was last proved */
                            installed?: string;
                            /** @description Milliseconds since 1970 */
                            lastSeenMs?: number;
                            /** @description What is installed before it, in order: `runtime 2.0` */
                            needs?: string[];
                            online: boolean;
                            /** @description Other tasks that are not done with this device */
                            tasks: string[];
                            /** @description Why what it needs is not there and cannot be installed for it */
                            unmet?: string;
                            variantId?: string;
                            why: string[];
                        }[];
                        offline: number;
                        package: string;
                        rings?: {
                            devices: number;
                            name: string;
                        }[];
                        supersedes: number;
                        truncated: boolean;
                        twice: number;
                        unmet: number;
                        version: string;
                        wanBytes: number;
                        without: number;
                    };
                };
            };
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /** @description Everybody's, and those that are over; needs operator.read */
                all?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            groups?: string[];
                            id: string;
                            login?: boolean;
                            name: string;
                            permissions?: string[];
                            /** @description Milliseconds since 1970 */
                            revokedMs?: number;
                            role?: string;
                            usedFrom?: string;
                            /** @description Milliseconds since 1970 */
                            usedMs?: number;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Over the devices of these groups alone; without it over all */
                    groups?: string[];
                    /** @description How long it is good for; 90 days */
                    lifeMs?: number;
                    /**
                     * @description Acts as the operator who makes it, within a session
                     * @enum {boolean}
                     */
                    login?: true;
                    /** @description What it is for: lower-case letters, digits, dot, dash, underscore */
                    name: string;
                    permissions?: ("device.read" | "device.write" | "device.revoke" | "enrolment.read" | "enrolment.write" | "authority.read" | "authority.write" | "group.read" | "group.write" | "fleet.read" | "fleet.apply" | "fleet.rules" | "package.read" | "release.publish" | "release.recall" | "channel.write" | "trust.read" | "trust.write" | "task.read" | "task.write" | "task.start" | "task.cancel" | "task.approve" | "rollout.order" | "rollout.approve" | "setting.read" | "setting.write" | "setting.assign" | "secret.read" | "secret.write" | "audit.read" | "audit.checkpoint" | "event.read" | "webhook.read" | "webhook.write" | "siem.read" | "siem.write" | "token.read" | "token.write" | "operator.read" | "operator.write" | "server.read")[];
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    role?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        row: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            groups?: string[];
                            id: string;
                            login?: boolean;
                            name: string;
                            permissions?: string[];
                            /** @description Milliseconds since 1970 */
                            revokedMs?: number;
                            role?: string;
                            usedFrom?: string;
                            /** @description Milliseconds since 1970 */
                            usedMs?: number;
                        };
                        /** @description It is shown once */
                        token: string;
                    };
                };
            };
        };
    };
    revokeApiToken: {
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
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getTrustState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With which the server says what is current */
                        nextOnline?: {
                            snapshot: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                            timestamp: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                        };
                        /** @description With which the server says what is current */
                        online: {
                            snapshot: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                            timestamp: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                        };
                        roles: {
                            bins?: {
                                /** @description Milliseconds since 1970 */
                                expiresMs: number;
                                /** @description Releases in the fullest of them */
                                fullest: number;
                            };
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            /** @description Keys that count */
                            keyIds: string[];
                            /** @description Which releases are its to sign */
                            paths?: string[];
                            /** @description That stand in it or in its bins */
                            releases: number;
                            role: string;
                            /** @description Keys that have signed it */
                            signedBy: string[];
                            threshold: number;
                            version: number;
                        }[];
                        root?: number;
                        /** @description Releases that wait to be signed */
                        staged: number;
                    };
                };
            };
        };
    };
    submitBins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    metadata: {
                        /** @description root, targets, a publisher's role, or one of its bins */
                        role: string;
                        /** @description Signed metadata of TUF, as JSON */
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        published: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @description The key that has signed for it; of several, the first */
                            keyId: string;
                            package: string;
                            publisher: string;
                            recalled?: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                by: string;
                                reason: string;
                            };
                            variants: string[];
                            version: string;
                        }[];
                        /** @description NAME/VERSION of releases that stand in it no more */
                        removed: string[];
                        /** @description Of each role that was taken */
                        versions: {
                            [key: string]: number;
                        };
                    };
                };
            };
        };
    };
    submitMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    metadata: {
                        /** @description root, targets, a publisher's role, or one of its bins */
                        role: string;
                        /** @description Signed metadata of TUF, as JSON */
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        published: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            description: string;
                            /** @description SHA-256, 64 lower-case hexadecimal digits */
                            digest: string;
                            /** @description The key that has signed for it; of several, the first */
                            keyId: string;
                            package: string;
                            publisher: string;
                            recalled?: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                by: string;
                                reason: string;
                            };
                            variants: string[];
                            version: string;
                        }[];
                        /** @description NAME/VERSION of releases that stand in it no more */
                        removed: string[];
                        /** @description Of each role that was taken */
                        versions: {
                            [key: string]: number;
                        };
                    };
                };
            };
        };
    };
    getMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    prepareOnlineKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With which the server says what is current */
                        nextOnline?: {
                            snapshot: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                            timestamp: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                        };
                        /** @description With which the server says what is current */
                        online: {
                            snapshot: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                            timestamp: {
                                /** @description Raw Ed25519 public key, base64url */
                                key: string;
                                keyId: string;
                            };
                        };
                        roles: {
                            bins?: {
                                /** @description Milliseconds since 1970 */
                                expiresMs: number;
                                /** @description Releases in the fullest of them */
                                fullest: number;
                            };
                            /** @description Milliseconds since 1970 */
                            expiresMs: number;
                            /** @description Keys that count */
                            keyIds: string[];
                            /** @description Which releases are its to sign */
                            paths?: string[];
                            /** @description That stand in it or in its bins */
                            releases: number;
                            role: string;
                            /** @description Keys that have signed it */
                            signedBy: string[];
                            threshold: number;
                            version: number;
                        }[];
                        root?: number;
                        /** @description Releases that wait to be signed */
                        staged: number;
                    };
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            deliveredMs?: number;
                            description: string;
                            /** @description Milliseconds since 1970 */
                            disabledMs?: number;
                            events: string[];
                            /** @description Milliseconds since 1970 */
                            failedMs?: number;
                            failure?: string;
                            name: string;
                            /** @description Milliseconds since 1970 */
                            nextMs?: number;
                            pending: number;
                            /** @description Milliseconds since 1970 */
                            rotatingUntilMs?: number;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled";
                            url: string;
                            why?: string;
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    makeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    /** @description Kinds of events: task.finished, rollout.*, * for all; action.step:failed is steps to that state */
                    events: string[];
                    /** @description Lower-case letters, digits, dot, dash, underscore */
                    name: string;
                    /** @description https://receiver.example/path */
                    url: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        secret: string;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    /** @description Kinds of events: task.finished, rollout.*, * for all; action.step:failed is steps to that state */
                    events?: string[];
                    /** @description https://receiver.example/path */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Rows in the answer; default 100 */
                limit?: number;
                state?: "pending" | "delivered" | "given-up";
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            answer?: string;
                            attempts: number;
                            /** @description Milliseconds since 1970 */
                            createdMs: number;
                            /** @description Milliseconds since 1970 */
                            endedMs?: number;
                            eventId?: number;
                            id: string;
                            kind: string;
                            messageId: string;
                            /** @description Milliseconds since 1970 */
                            nextMs?: number;
                            /** @enum {unknown} */
                            state: "pending" | "delivered" | "given-up";
                            subject: string;
                            tries: {
                                /** @description Milliseconds since 1970 */
                                atMs: number;
                                durationMs: number;
                                error?: string;
                                status?: number;
                            }[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer?: string;
                        attempts: number;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        endedMs?: number;
                        eventId?: number;
                        id: string;
                        kind: string;
                        messageId: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        /** @enum {unknown} */
                        state: "pending" | "delivered" | "given-up";
                        subject: string;
                        tries: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            durationMs: number;
                            error?: string;
                            status?: number;
                        }[];
                    };
                };
            };
        };
    };
    disableWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    enableWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How long both secrets sign; default one day */
                    overlapMs?: number;
                };
            };
        };
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        deliveredMs?: number;
                        description: string;
                        /** @description Milliseconds since 1970 */
                        disabledMs?: number;
                        events: string[];
                        /** @description Milliseconds since 1970 */
                        failedMs?: number;
                        failure?: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        pending: number;
                        /** @description Milliseconds since 1970 */
                        rotatingUntilMs?: number;
                        secret: string;
                        /** @enum {unknown} */
                        state: "enabled" | "disabled";
                        url: string;
                        why?: string;
                    };
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits, dot, dash, underscore */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request was refused; the hint says what to do */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server could not do it */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer?: string;
                        attempts: number;
                        /** @description Milliseconds since 1970 */
                        createdMs: number;
                        /** @description Milliseconds since 1970 */
                        endedMs?: number;
                        eventId?: number;
                        id: string;
                        kind: string;
                        messageId: string;
                        /** @description Milliseconds since 1970 */
                        nextMs?: number;
                        /** @enum {unknown} */
                        state: "pending" | "delivered" | "given-up";
                        subject: string;
                        tries: {
                            /** @description Milliseconds since 1970 */
                            atMs: number;
                            durationMs: number;
                            error?: string;
                            status?: number;
                        }[];
                    };
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agentsOnline: number;
                        /** @description Whether patches are made, and why not */
                        patches: string;
                        /** @enum {string} */
                        status: "ok";
                        version: string;
                    };
                };
            };
        };
    };
}

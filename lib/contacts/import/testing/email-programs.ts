import { lines, type Shape } from './scorecard'

/** Exports of programs that send email. Who opted out there is the most important column. */
export const emailPrograms: Shape[] = [
  {
    name: 'Mailchimp, subscribed members',
    file: lines(
      'Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS',
      'ann@people.example,Ann,Lee,"12 Hill Rd  Seattle  WA  98103",(206) 555-0100,04/12,2,,,"2023-04-12 09:01:22",203.0.113.5,47.6,-122.3,-8,0,America/Los_Angeles,US,WA,"2024-02-02 10:00:00",1234,abc,,"""buyer"",""first home"""',
    ),
    region: 'US',
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100 | buyer, first home | 2023-04-12'],
  },
  {
    name: 'Mailchimp, cleaned members',
    fileName: 'cleaned_members_export_a1b2.csv',
    file: lines(
      'Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,TAGS',
      'gone@people.example,Gus,1,2020-01-01 10:00:00,2021-02-03 11:00:00,Spam news,77,',
    ),
    contacts: [],
    optedOut: ['gone@people.example | bounced'],
  },
  {
    name: 'Mailchimp, unsubscribed because of spam',
    file: lines(
      'Email Address,First Name,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,UNSUB_REASON_OTHER',
      'lou@people.example,Lou,2022-02-05 08:00:00,News,SPAM,',
      'ann@people.example,Ann,2022-02-05 08:00:00,Spam filters explained,NOSIGNUP,never heard of it',
    ),
    contacts: [],
    optedOut: ['lou@people.example | complained', 'ann@people.example | unsubscribed'],
  },
  {
    name: 'Mailchimp, all contacts with their marketing status',
    file: lines(
      'Email,Name,Email Marketing Status,Tags',
      'ann@people.example,Ann Lee,Subscribed,vip',
      'lou@people.example,Lou Left,Unsubscribed,',
      'gus@people.example,Gus Gone,Cleaned,',
      'pat@people.example,Pat Pending,Non-Subscribed,',
    ),
    contacts: ['ann@people.example | Ann | Lee |  | vip'],
    optedOut: ['lou@people.example | unsubscribed', 'gus@people.example | bounced'],
    refused: ['5: No consent in the other program (Email Marketing Status: Non-Subscribed)'],
  },
  {
    name: 'HubSpot, all properties about email',
    file: lines(
      'Record ID,First Name,Last Name,Email,Email Domain,Mobile Phone Number,Contact owner,Unsubscribed from all email,Email hard bounce reason,Opted out of email: Marketing Information,Marketing contact status,Lead Status,Create Date,Additional email addresses,Last email name',
      '1,Ann,Lee,ann@people.example,people.example,+12065550100,owner@agency.example,false,,,Marketing contact,NEW,2024-05-01 10:22,,News',
      '2,Lou,Left,lou@people.example,people.example,,owner@agency.example,true,,,Non-marketing contact,OPEN,2024-05-01 10:22,lou2@people.example,News',
      '3,Gus,Gone,gus@people.example,people.example,,owner@agency.example,,Unknown user,,Marketing contact,OPEN,2024-05-01 10:22,,',
      '4,Opal,Out,opal@people.example,people.example,,owner@agency.example,,,Yes,Marketing contact,OPEN,2024-05-01 10:22,,',
    ),
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100'],
    optedOut: [
      'lou@people.example | unsubscribed',
      'lou2@people.example | unsubscribed',
      'gus@people.example | bounced',
      'opal@people.example | unsubscribed',
    ],
  },
  {
    name: 'Constant Contact',
    file: lines(
      'Email address,First name,Last name,Email status,Email permission status,Email update source,Confirmed Opt-Out Date,Confirmed Opt-Out Reason,Phone - mobile,Tags,Created At',
      'ann@people.example,Ann,Lee,Active,express,Website Sign-up form,,,,buyer,2024-01-01',
      'lou@people.example,Lou,Left,Unsubscribed,unsubscribed,,2024-02-02,Too many emails,,,2024-01-01',
      'pat@people.example,Pat,Pending,Awaiting confirmation,pending_confirmation,,,,,,2024-01-01',
    ),
    contacts: ['ann@people.example | Ann | Lee |  | buyer'],
    optedOut: ['lou@people.example | unsubscribed'],
    refused: ['4: No consent in the other program (Email status: Awaiting confirmation)'],
  },
  {
    name: 'ActiveCampaign',
    file: lines(
      '"ID","First Name","Last Name","Email","Phone","Date Created","Status","Tags","Bounced Hard"',
      '"1","Ann","Lee","ann@people.example","","2024-01-01 09:00","Active","buyer","0"',
      '"2","Lou","Left","lou@people.example","","2024-01-01 09:00","Unsubscribed","","0"',
      '"3","Gus","Gone","gus@people.example","","2024-01-01 09:00","Bounced","","1"',
      '"4","Pat","Pending","pat@people.example","","2024-01-01 09:00","Unconfirmed","","0"',
    ),
    contacts: ['ann@people.example | Ann | Lee |  | buyer'],
    optedOut: ['lou@people.example | unsubscribed', 'gus@people.example | bounced'],
    refused: ['5: No consent in the other program (Status: Unconfirmed)'],
  },
  {
    name: 'MailerLite, dates in columns named Subscribed and Unsubscribed',
    file: lines(
      'Subscriber,Status,Name,Last name,Subscribed,Unsubscribed,Opened',
      'ann@people.example,active,Ann,Lee,2023-05-06 10:00:00,,12',
      'lou@people.example,unsubscribed,Lou,Left,2023-05-06 10:00:00,2024-01-01 10:00:00,3',
      'jo@people.example,junk,Jo,Junk,2023-05-06 10:00:00,,3',
    ),
    contacts: ['ann@people.example | Ann | Lee |  |  | 2023-05-06'],
    optedOut: ['lou@people.example | unsubscribed', 'jo@people.example | complained'],
  },
  {
    name: 'Klaviyo',
    file: lines(
      'Email,First Name,Last Name,Phone Number,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing Consent,Email Suppressions,Email Suppressions Timestamp',
      'ann@people.example,Ann,Lee,+12065550100,SUBSCRIBED,2024-03-04 10:00:00,NEVER_SUBSCRIBED,[],',
      'lou@people.example,Lou,Left,,UNSUBSCRIBED,2024-03-04 10:00:00,SUBSCRIBED,"[\'UNSUBSCRIBE\']",2024-05-01',
      'gus@people.example,Gus,Gone,,SUBSCRIBED,2024-03-04 10:00:00,,"[\'HARD_BOUNCE\']",2024-05-01',
      'pat@people.example,Pat,New,,NEVER_SUBSCRIBED,,,[],',
    ),
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100 |  | 2024-03-04'],
    optedOut: ['lou@people.example | unsubscribed', 'gus@people.example | bounced'],
    refused: ['5: No consent in the other program (Email Marketing Consent: NEVER_SUBSCRIBED)'],
  },
  {
    name: 'SendGrid, a list of bounces',
    fileName: 'suppression_bounces.csv',
    file: lines(
      'status,reason,email,created',
      '5.1.1,550 mailbox unavailable,gone@people.example,1700000000',
    ),
    contacts: [],
    optedOut: ['gone@people.example | bounced'],
  },
  {
    name: 'A list named unsubscribes, with addresses only',
    fileName: 'Unsubscribes 2025.txt',
    file: 'lou@people.example\nann@people.example\n',
    contacts: [],
    optedOut: ['lou@people.example | unsubscribed', 'ann@people.example | unsubscribed'],
  },
  {
    name: 'Brevo in French',
    file: lines(
      'EMAIL;NOM;PRENOM;SMS;EMAIL_BLACKLISTED;Date d’inscription',
      'ann@personnes.example;Léa;Anne;;Non;31/03/2025',
      'lou@personnes.example;Parti;Lou;;Oui;01/02/2025',
    ),
    contacts: ['ann@personnes.example | Anne | Léa |  |  | 2025-03-31'],
    optedOut: ['lou@personnes.example | unsubscribed'],
  },
  {
    name: 'CleverReach in German',
    file: lines(
      'E-Mail;Vorname;Nachname;Angemeldet am;Abgemeldet am;Status',
      'ann@leute.example;Änne;Groß;05.06.2023;;aktiv',
      'lou@leute.example;Lu;Weg;05.06.2023;01.02.2024;abgemeldet',
    ),
    contacts: ['ann@leute.example | Änne | Groß |  |  | 2023-06-05'],
    optedOut: ['lou@leute.example | unsubscribed'],
  },
  {
    name: 'Shopify customers',
    file: lines(
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Note,Tags',
      "'123,Ann,Lee,ann@people.example,yes,,,'+12065550100,no,0.00,,vip",
      "'124,Lou,Left,lou@people.example,no,,,,yes,0.00,,",
    ),
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100 | vip'],
    optedOut: ['lou@people.example | unsubscribed'],
  },
  {
    name: 'Wix contacts',
    file: lines(
      'First Name,Last Name,Email 1,Phone 1,Email subscriber status,SMS subscriber status,Labels,Created At (UTC+0),Source',
      'Ann,Lee,ann@people.example,,Subscribed,Never subscribed,Buyers;VIP,2024-01-02 10:00,Site Form',
      'Lou,Left,lou@people.example,,Unsubscribed,Subscribed,,2024-01-02 10:00,Site Form',
    ),
    contacts: ['ann@people.example | Ann | Lee |  | buyers, vip'],
    optedOut: ['lou@people.example | unsubscribed'],
  },
]

import type { LibraryTemplate } from './views'

/** Templates to start from, so that no one begins with an empty page. */
export const library: readonly LibraryTemplate[] = [
  {
    key: 'email-just-listed',
    kind: 'email',
    name: 'Just listed',
    about: 'Announce a new listing to buyers',
    subject: 'Just listed: {{ property_address | default: "a home you may like" }}',
    body: `# Just listed in {{ area | default: "your area" }}

Hi {{ first_name | default: "there" }},

A new home just came on the market, and it may be what you’re looking for:

[[listing]]

Showings: {{ open_house | default: "by appointment" }}.

Want to see it in person? Reply to this email and I’ll set up a showing.

{{ agent_name }}`,
  },
  {
    key: 'email-open-house',
    kind: 'email',
    name: 'Open house',
    about: 'Invite people to an open house',
    subject: 'You’re invited: open house at {{ property_address }}',
    body: `# You’re invited to an open house

Hi {{ first_name | default: "there" }},

Come see **{{ property_address }}**: {{ open_house | default: "this Saturday" }}.

{{ property_facts }}, listed at {{ property_price }}.

[Details and directions]({{ property_url }})

No RSVP needed. Bring a friend and all your questions.

{{ agent_name }}
{{ agency_name }}`,
  },
  {
    key: 'email-price-change',
    kind: 'email',
    name: 'New price',
    about: 'Announce a price change',
    subject: 'New price: {{ property_address }} is now {{ property_price }}',
    body: `Hi {{ first_name | default: "there" }},

**{{ property_address }}** is now listed at **{{ property_price }}**.

{{ property_facts }}. If it was out of your budget before, now is a good time to take another look.

[View the listing]({{ property_url }})

{{ agent_name }}`,
  },
  {
    key: 'email-just-sold',
    kind: 'email',
    name: 'Just sold nearby',
    about: 'Offer homeowners an estimate after a nearby sale',
    subject: 'Just sold in {{ area }}: what it means for your home',
    body: `# Just sold: {{ property_address }}

Hi {{ first_name | default: "neighbor" }},

We just sold {{ property_address }} for {{ property_price }}.

There are still more buyers than homes for sale in {{ area }}. If you’ve wondered what your home is worth today, we’ll prepare a free estimate based on recent sales nearby. No obligation.

Just reply to this email.

{{ agent_name }}, {{ agency_phone }}`,
  },
  {
    key: 'email-market-update',
    kind: 'email',
    name: 'Market update',
    about: 'Share this month’s numbers',
    subject: '{{ area | default: "Your local" }} market update',
    body: `# The {{ area | default: "local" }} market this month

Hi {{ first_name | default: "there" }},

Here’s the number to know this month: {{ figure }}.

- **Buying?** Get pre-approved before your first showing.
- **Selling?** The first two weeks matter most. Homes priced right from the start tend to sell for more than homes that need a price cut.

Questions about your street? Reply to this email and I’ll get back to you personally.

{{ agent_name }}
{{ agency_name }}`,
  },
  {
    key: 'email-market-report',
    kind: 'email',
    name: 'Market report',
    about: 'Send a report to a list',
    subject: 'Your {{ area | default: "local" }} market report',
    body: `# What homes in {{ area | default: "your area" }} sell for

Hi {{ first_name | default: "there" }},

The new report is out:

[[report]]

It has prices by size and month, what sold nearby, and what it means if you plan to buy or sell. Reply to this email with your street, and I’ll tell you what it means for your home.

{{ agent_name }}
{{ agency_name }}, {{ agency_phone }}`,
  },
  {
    key: 'email-welcome',
    kind: 'email',
    name: 'Welcome',
    about: 'Welcome new contacts',
    subject: 'Welcome to {{ agency_name }}',
    body: `Hi {{ first_name | default: "there" }},

Thanks for signing up with {{ agency_name }}. About once a month, we’ll send you recent sale prices, market trends and early looks at new listings.

Want listings that fit? Reply to this email with the area you like, the number of bedrooms you need and your must-haves.

{{ agent_name | default: "Your team" }}
{{ agency_name }}`,
  },
  {
    key: 'email-anniversary',
    kind: 'email',
    name: 'Home anniversary',
    about: 'Check in a year after closing',
    subject: 'Happy home anniversary, {{ first_name | default: "neighbor" }}!',
    body: `Hi {{ first_name | default: "there" }},

It’s been a year since you got your keys. Congratulations! We hope it feels like home.

How prices in {{ area | default: "your area" }} have changed since then: {{ figure | default: "reply to this email and we’ll look it up for you" }}.

All the best,
{{ agent_name }}`,
  },
  {
    key: 'social-just-listed',
    kind: 'social',
    name: 'Just listed',
    about: 'For Instagram and Facebook',
    subject: '',
    body: `Just listed: {{ property_address }}

{{ property_facts }}
{{ property_price }}

See it in person: {{ open_house | default: "message us to schedule a showing" }}

#justlisted #{{ area | default: "realestate" | downcase }} #newlisting`,
  },
  {
    key: 'social-open-house',
    kind: 'social',
    name: 'Open house',
    about: 'Date, time and place in a few words',
    subject: '',
    body: `Open house: {{ open_house | default: "this weekend" }}

{{ property_address }}
{{ property_facts }}

Stop by, no appointment needed. #openhouse`,
  },
  {
    key: 'social-just-sold',
    kind: 'social',
    name: 'Just sold',
    about: 'Celebrate a sale and reach future sellers',
    subject: '',
    body: `SOLD: {{ property_address }}

Congratulations to our sellers and the new owners! Curious what your home in {{ area | default: "the area" }} is worth? Message {{ agent_name | default: "us" }}. #justsold`,
  },
  {
    key: 'social-price-change',
    kind: 'social',
    name: 'New price',
    about: 'Short enough for X',
    subject: '',
    body: `New price: {{ property_price }} for {{ property_address }}. {{ property_facts }}. {{ property_url }}`,
  },
  {
    key: 'social-market-tip',
    kind: 'social',
    name: 'Market snapshot',
    about: 'One number and an invitation to ask',
    subject: '',
    body: `{{ area | default: "Local" }} market this month: {{ figure }}.

What does it mean for you? Message us, we’re happy to help. #realestate #marketupdate`,
  },
  {
    key: 'social-meet-the-agent',
    kind: 'social',
    name: 'Meet the agent',
    about: 'Introduce an agent on LinkedIn',
    subject: '',
    body: `Meet {{ agent_name | default: "our team" }} of {{ agency_name }}.

Your local expert in {{ area | default: "the neighborhood" }}. Buying or selling? Call {{ agency_phone }}.

{{ agency_website }}`,
  },
]

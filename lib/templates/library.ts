import type { LibraryTemplate } from './views'

/** What an agency can start from: nobody begins with an empty page. */
export const library: readonly LibraryTemplate[] = [
  {
    key: 'email-just-listed',
    kind: 'email',
    name: 'Just listed',
    about: 'A new home, to those who are looking',
    subject: 'New: {{ property_address | default: "a home you may like" }}',
    body: `# Just listed in {{ area | default: "your area" }}

Hi {{ first_name | default: "there" }},

a home has come on the market that may be what you are looking for:

## {{ property_address }}

- {{ property_facts }}
- {{ property_price }}
- Open house: {{ open_house | default: "by appointment" }}

[See the home]({{ property_url }})

Reply to this mail and I will arrange a visit.

{{ agent_name }}`,
  },
  {
    key: 'email-open-house',
    kind: 'email',
    name: 'Open house',
    about: 'An invitation with time and place',
    subject: 'You are invited: {{ property_address }}',
    body: `# Come and look around

Hi {{ first_name | default: "there" }},

we open the doors of **{{ property_address }}**: {{ open_house | default: "this Saturday" }}.

{{ property_facts }}, for {{ property_price }}.

[Details and directions]({{ property_url }})

No need to sign up. Bring a friend, and your questions.

{{ agent_name }}
{{ agency_name }}`,
  },
  {
    key: 'email-price-change',
    kind: 'email',
    name: 'New price',
    about: 'A second look at a home',
    subject: 'New price for {{ property_address }}: {{ property_price }}',
    body: `Hi {{ first_name | default: "there" }},

**{{ property_address }}** has a new price: **{{ property_price }}**.

{{ property_facts }}. If it was a little too much before, now may be the time for a second look.

[See the home]({{ property_url }})

{{ agent_name }}`,
  },
  {
    key: 'email-just-sold',
    kind: 'email',
    name: 'Just sold nearby',
    about: 'For owners: what a sale says about their home',
    subject: 'Sold in {{ area }}: what it means for your home',
    body: `# Sold: {{ property_address }}

Hi {{ first_name | default: "neighbour" }},

we have just sold {{ property_address }} for {{ property_price }}.

More buyers came than there are homes in {{ area }}. If you ever wondered what yours is worth today, we will tell you, with the sales it rests on, and without obligation.

Just reply to this mail.

{{ agent_name }}, {{ agency_phone }}`,
  },
  {
    key: 'email-market-update',
    kind: 'email',
    name: 'Market update',
    about: 'The month in figures',
    subject: '{{ area | default: "Your area" }}: the market this month',
    body: `# The market in {{ area | default: "your area" }}

Hi {{ first_name | default: "there" }},

this month: {{ figure }}.

- Buying? Have your finance in place before the first visit.
- Selling? The first two weeks decide. A price that fits from the start brings more than one that is lowered.

Questions about your street? Reply, and you get an answer from a person.

{{ agent_name }}
{{ agency_name }}`,
  },
  {
    key: 'email-welcome',
    kind: 'email',
    name: 'Welcome',
    about: 'The first mail to somebody new',
    subject: 'Good to meet you, {{ first_name | default: "and welcome" }}',
    body: `Hi {{ first_name | default: "there" }},

thank you for signing up with {{ agency_name }}. About once a month we write what sells, for how much, and what comes on the market before it is everywhere.

Tell us what you are looking for by replying to this mail: area, rooms, and what must not be missing.

{{ agent_name | default: "Your team" }}
{{ agency_name }}`,
  },
  {
    key: 'email-anniversary',
    kind: 'email',
    name: 'A year in the home',
    about: 'Stay in touch after a sale',
    subject: 'A year in your home, {{ first_name | default: "already" }}',
    body: `Hi {{ first_name | default: "there" }},

a year ago you got your keys. We hope it has become home.

If you would like to know how prices in {{ area | default: "your area" }} have moved since: {{ figure | default: "reply, and we look it up for you" }}.

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

Open house: {{ open_house | default: "message us for a visit" }}

#justlisted #{{ area | default: "realestate" | downcase }} #newhome`,
  },
  {
    key: 'social-open-house',
    kind: 'social',
    name: 'Open house',
    about: 'Time and place in a few words',
    subject: '',
    body: `Doors open {{ open_house | default: "this weekend" }}.

{{ property_address }}: {{ property_facts }}.

Come by, no appointment needed. #openhouse`,
  },
  {
    key: 'social-just-sold',
    kind: 'social',
    name: 'Just sold',
    about: 'A thank-you that shows what you do',
    subject: '',
    body: `SOLD: {{ property_address }}.

Congratulations to our sellers, and to the new owners. Wondering what your home in {{ area | default: "the area" }} is worth? Ask {{ agent_name | default: "us" }}. #justsold`,
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
    name: 'Market in a sentence',
    about: 'A figure and what follows from it',
    subject: '',
    body: `{{ area | default: "Our area" }} this month: {{ figure }}.

What does it mean for you? Ask us, we like the question. #realestate #marketupdate`,
  },
  {
    key: 'social-meet-the-agent',
    kind: 'social',
    name: 'Meet the agent',
    about: 'For LinkedIn: a face to the name',
    subject: '',
    body: `Meet {{ agent_name | default: "our team" }} of {{ agency_name }}.

Born in {{ area | default: "the neighbourhood" }}, knows every street of it, and answers the phone: {{ agency_phone }}.

{{ agency_website }}`,
  },
]

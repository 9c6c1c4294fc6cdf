/** What a message may be: the words of the label guide, and what the program knows of each. */

export const kinds = ['report', 'follow_up', 'question', 'thanks', 'chatter'] as const
export type Kind = (typeof kinds)[number]

export const routes = ['emergency', 'crime', 'offence', 'other_body', 'check'] as const
export type Route = (typeof routes)[number]

export const urgencies = ['now', 'today', 'normal'] as const
export type Urgency = (typeof urgencies)[number]

export const langs = ['ru', 'kk', 'mixed'] as const
export type Lang = (typeof langs)[number]

/** Each category with its usual route. */
export const usualRoute = {
  waste: 'offence',
  noise: 'offence',
  drinking: 'offence',
  smoking: 'offence',
  hooliganism: 'offence',
  vandalism: 'offence',
  parking: 'offence',
  traffic: 'offence',
  dogs: 'offence',
  livestock: 'offence',
  animal_cruelty: 'offence',
  street_trade: 'offence',
  alcohol_sale: 'offence',
  minors: 'offence',
  harassment: 'offence',
  fireworks: 'offence',
  tenants: 'offence',
  gambling: 'offence',
  greenery: 'offence',
  domestic: 'emergency',
  violence: 'emergency',
  fire_gas: 'emergency',
  missing: 'emergency',
  drugs: 'crime',
  theft: 'crime',
  fraud: 'crime',
  suspicious: 'check',
  abandoned_car: 'other_body',
  utilities: 'other_body',
  other: 'check',
} as const satisfies Record<string, Route>

export type Category = keyof typeof usualRoute
export const categories = Object.keys(usualRoute) as [Category, ...Category[]]

/** A span of the text that names a place: `[start, end)` in UTF-16 code units. */
export interface Span {
  start: number
  end: number
  text: string
}

/** Why the program reads a message so: in words that a person can check against the text. */
export interface Why {
  /** `word`: it stands in the text; `rule`: a written rule fired; `context`: what was said before; `model`: learned weights. */
  by: 'word' | 'rule' | 'context' | 'model'
  /** The words, the rule's name, or the message pointed at. */
  what: string
  /** How far it moved the decision, −1 … 1. */
  weight: number
}

export interface Likely {
  category: Category
  /** 0 … 1. */
  likelihood: number
}

/** Another happening told in the same message. */
export interface Subject {
  category: Category
  route: Route
  urgency: Urgency
  incident: string | null
}

/** A time told in a message, as an interval; instants in ISO 8601. */
export interface ToldTime {
  start: number
  end: number
  text: string
  from: string
  to: string
  repeats: 'daily' | 'weekly' | 'weekend' | 'night' | null
  /** It speaks of what is to come. */
  future: boolean
}

/** What the program made of one message. `category` … `urgency` are null for a kind that needs none. */
export interface Reading {
  kind: Kind
  category: Category | null
  /** The likeliest categories of a report, best first, at most three: what a person is offered to choose from. */
  categories: Likely[]
  route: Route | null
  urgency: Urgency | null
  places: Span[]
  /** The times told in a report or a follow-up, in their order. */
  times: ToldTime[]
  lang: Lang
  /** Shared by the messages of one happening in a chat: the id of its first message. */
  incident: string | null
  /** Further happenings told in the same message; empty for most. */
  also: Subject[]
  /** Of the kind chosen, 0 … 1: of a hundred readings with 0.8, about eighty are right. */
  likelihood: number
  why: Why[]
}

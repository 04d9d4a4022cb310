/** The shapes of the API by the names that the screens use. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Suggestion = Schemas['SuggestionOut']
export type Me = Schemas['MeOut']
export type Queue = Schemas['QueueOut']
export type Row = Schemas['RowOut']
export type Concern = Schemas['ConcernOut']
export type Offer = Schemas['OfferOut']
export type Field = Schemas['FieldOut']
export type Choice = Schemas['ChoiceOut']
export type Event = Schemas['EventOut']
export type Due = Schemas['DueOut']
export type WhyThen = Schemas['WhyThenOut']
export type Hint = Schemas['HintOut']
export type Related = Schemas['RelatedOut']
export type Notice = Schemas['NoticeOut']
export type EntryForm = Schemas['EntryFormOut']
export type Entry = Schemas['EnterIn']
export type Entered = Schemas['EnteredOut']
export type MeetingIn = Schemas['MeetingIn']
export type Meeting = Schemas['MeetingOut']
export type Report = Schemas['ReportOut']
export type ReportTable = Schemas['TableOut']
export type IssuedReport = Schemas['IssuedReportOut']
export type Member = Schemas['MemberOut']
export type MemberPost = Schemas['MemberPostOut']
export type Paper = Schemas['PaperOut']

/** What every kind of case has; each kind adds what is known of it. */
export type Case = Pick<
  Concern,
  'number' | 'version' | 'state' | 'is_open' | 'due' | 'why_then' | 'history' | 'offers'
>

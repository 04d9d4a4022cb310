import { type ComponentType, lazy } from 'react'

/** `door` is the view of the API without which a screen has nothing to show. */
export type Screen = { path: string; label?: string; door?: string; component: ComponentType }

const named = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

const cases = () => import('@/features/cases')
const entry = () => import('@/features/entry')
const people = () => import('@/features/people')
const duty = () => import('@/features/duty')
const reports = () => import('@/features/reports')
const filing = () => import('@/features/filing')
const city311 = () => import('@/features/city311')

/** Every screen, in the order of the menu; one without a label is reached from another. */
export const SCREENS: Screen[] = [
  {
    path: '/',
    component: named(() => import('@/features/dashboard'), 'DashboardPage'),
  },
  { path: '/queues/:name', component: named(cases, 'QueuePage') },
  { path: '/search', component: named(cases, 'SearchPage') },
  {
    path: '/enter',
    label: 'Enter a concern',
    door: 'enter_concern',
    component: named(entry, 'EntryPage'),
  },
  {
    path: '/meeting',
    label: 'Beat meeting',
    door: 'add_meeting',
    component: named(() => import('@/features/meeting'), 'MeetingPage'),
  },
  {
    path: '/file',
    label: 'File a service request',
    door: 'file_forms',
    component: named(filing, 'FilingPage'),
  },
  {
    path: '/my-forms',
    label: 'My forms',
    door: 'my_forms',
    component: named(filing, 'MyFormsPage'),
  },
  {
    path: '/emergency',
    label: 'Record an emergency',
    door: 'record_emergency',
    component: named(entry, 'EmergencyPage'),
  },
  {
    path: '/notices',
    label: 'Notices',
    door: 'notices',
    component: named(() => import('@/features/notices'), 'NoticesPage'),
  },
  {
    path: '/requests-from-311',
    label: 'Requests from 311',
    door: 'query_reports',
    component: named(city311, 'TourPage'),
  },
  { path: '/work-orders/:reference/sheet', component: named(city311, 'SheetPage') },
  { path: '/query-reports/:id', component: named(city311, 'QueryReportPage') },
  {
    path: '/desk311',
    label: '311 desk',
    door: 'desk311',
    component: named(city311, 'DeskPage'),
  },
  {
    path: '/reports',
    label: 'Reports',
    door: 'report_kinds',
    component: named(reports, 'ReportsPage'),
  },
  { path: '/reports/counted/:kind/:scope/:period', component: named(reports, 'CountedPage') },
  { path: '/reports/counted/:kind/:scope/:period/cases', component: named(reports, 'BehindPage') },
  {
    path: '/overrules',
    label: 'Screening overruled',
    door: 'screening_overrules',
    component: named(duty, 'OverrulesPage'),
  },
  {
    path: '/tours',
    label: 'Tours of duty',
    door: 'tours_of_duty',
    component: named(duty, 'ToursPage'),
  },
  {
    path: '/access-log',
    label: 'Access log',
    door: 'access_log',
    component: named(duty, 'AccessLogPage'),
  },
  {
    path: '/members',
    label: 'Members and posts',
    door: 'members',
    component: named(people, 'MembersPage'),
  },
  {
    path: '/absence',
    label: 'Absence of the executive officer',
    door: 'executive_posts',
    component: named(people, 'AbsencePage'),
  },
  {
    path: '/designee',
    label: 'Name a designee',
    door: 'designate',
    component: named(people, 'DesigneePage'),
  },
  { path: '/password', component: named(people, 'PasswordPage') },
  { path: '/:kind/:number', component: named(cases, 'CasePage') },
]

/** All routes. */
import type { JSX } from 'preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import type { CountyPlace, Place } from './api.ts'
import { CountiesPage } from './pages/counties.tsx'
import { CountyGapsPage } from './pages/county-gaps.tsx'
import { FactsPage } from './pages/facts.tsx'
import { GapsPage } from './pages/gaps.tsx'
import { HomePage } from './pages/home.tsx'
import { ImportsPage } from './pages/imports.tsx'
import { ItemsPage } from './pages/items.tsx'
import { MatrixPage } from './pages/matrix.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { RankingPage } from './pages/ranking.tsx'
import { RegisterPage } from './pages/register.tsx'
import { RegistersPage } from './pages/registers.tsx'
import { ReportPage } from './pages/report.tsx'

// A page begins anew for each county, township and year; between the items of one township the tree stays as it is.
const atCounty =
  (Page: (props: { at: CountyPlace }) => JSX.Element) =>
  ({ params }: { params: CountyPlace }) => <Page key={`${params.county}/${params.year}`} at={params} />

const atTownship =
  (Page: (props: { at: Place }) => JSX.Element) =>
  ({ params: { county, year, township } }: { params: Place }) => (
    <Page key={`${county}/${year}/${township}`} at={{ county, year, township }} />
  )

const atItem = ({ params: { county, year, township, item } }: { params: Place & { item?: string } }) => (
  <ItemsPage key={`${county}/${year}/${township}`} at={{ county, year, township }} item={item} />
)

const atRegister = ({
  params: { county, year, township, register },
}: {
  params: Place & { register: string }
}) => (
  <RegisterPage
    key={`${county}/${year}/${township}/${register}`}
    at={{ county, year, township }}
    register={register}
  />
)

const county = '/c/:county/:year'
const township = `${county}/townships/:township`

const Ranking = atCounty(RankingPage)
const Matrix = atCounty(MatrixPage)
const CountyGaps = atCounty(CountyGapsPage)
const CountyImports = atCounty(ImportsPage)
const Home = atTownship(HomePage)
const Registers = atTownship(RegistersPage)
const Imports = atTownship(ImportsPage)
const Facts = atTownship(FactsPage)
const Report = atTownship(ReportPage)
const Gaps = atTownship(GapsPage)

/** The whole client. */
export const App = () => (
  <LocationProvider>
    <Router>
      <Route path="/" component={CountiesPage} />
      <Route path={county} component={Ranking} />
      <Route path={`${county}/matrix`} component={Matrix} />
      <Route path={`${county}/gaps`} component={CountyGaps} />
      <Route path={`${county}/imports`} component={CountyImports} />
      <Route path={township} component={Home} />
      <Route path={`${township}/items/:item?`} component={atItem} />
      <Route path={`${township}/registers`} component={Registers} />
      <Route path={`${township}/registers/:register`} component={atRegister} />
      <Route path={`${township}/imports`} component={Imports} />
      <Route path={`${township}/facts`} component={Facts} />
      <Route path={`${township}/report`} component={Report} />
      <Route path={`${township}/gaps`} component={Gaps} />
      <Route default component={NotFoundPage} />
    </Router>
  </LocationProvider>
)

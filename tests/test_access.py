"""Every address of our own x every kind of person: what each is answered.

One line is one address: the verb, the name, the records it is about, then an answer per person.
`in` is the way to the sign-in page, 302 what follows a deed done. A new address without a line
here fails the first test.
"""

import io
from functools import cache

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse
from reportlab.pdfgen.canvas import Canvas

from accounts.models import Organisation
from matchmaking.matching.index import active_weights
from search import sync
from tests import cast
from tests.accounts import making as people
from tests.accounts.notifications import making as news
from tests.agreements import making as agreements
from tests.allocation import making as allocation
from tests.applications import making as applications
from tests.bundles import making as bundles
from tests.clearance import making as checks
from tests.clocks import making as clocked
from tests.decisions import making as decisions
from tests.disclosure import making as disclosed
from tests.evaluation import making as evaluations
from tests.following import making as searches
from tests.funds import making as funds
from tests.insights import making as figures
from tests.introductions import making as introductions
from tests.ledger import making as ledger
from tests.lessons import making as lessons
from tests.monitoring import making as monitored
from tests.needs import making as needs
from tests.needs.renewal import making as renewals
from tests.observations import making as observed
from tests.offers import making as offers
from tests.opendata import making as opendata
from tests.operations import making as working
from tests.payments import making as payments
from tests.progress import making as progress
from tests.projects import making as proposals
from tests.projects.coordination import making as coordination
from tests.reports import making as reports
from tests.reviews import making as reviews
from tests.roundtables import making as round_tables
from tests.study import making as studies
from tests.writing import making as writing
from tests.writing import noting, sheeting

OURS = ("accounts.", "cms.", "config.", "matchmaking.", "search.")
TABLE = """
                                    visitor omar amina ali vera boris dina sofia tomas rania elena
GET  healthz                                           200 200 200 200 200 200 200 200 200 200 200
GET  readyz                                            200 200 200 200 200 200 200 200 200 200 200
GET  metrics                                           404 404 404 404 404 404 404 404 404 404 404
GET  cms_sign_in                                        in 403 403 403 403 403 403 403 403 403 403

GET  accounts:home                                      in 200 200 200 200 200 200 200 200 200 200
GET  accounts:profile                                   in 200 200 200 200 200 200 200 200 200 200
POST accounts:switch                                    in 404 302 302 302 404 404 404 404 404 404
GET  accounts:sessions                                  in 200 200 200 200 200 200 200 200 200 200
POST accounts:end_session session                       in 404 302 404 404 404 404 404 404 404 404
POST accounts:end_others                                in 302 302 302 302 302 302 302 302 302 302
GET  accounts:personal_data                             in 200 200 200 200 200 200 200 200 200 200
POST accounts:export_data                               in 200 200 200 200 200 200 200 200 200 200
GET  accounts:erase                                     in 200 200 200 200 200 200 200 200 200 200

GET  people:directory                                  200 200 200 200 200 200 200 200 200 200 200
GET  people:directory_export csv                       200 200 200 200 200 200 200 200 200 200 200
GET  people:edit_contact kenya                          in 403 200 403 403 403 403 200 403 403 403
GET  people:organisations                               in 403 200 200 200 200 200 200 200 200 200
GET  people:organisations_export csv                    in 403 200 200 200 200 200 200 200 200 200
GET  people:members kenya                               in 404 200 200 200 404 404 200 404 404 200
GET  people:invite kenya                                in 404 200 403 403 404 404 200 404 404 403
GET  people:end drafter                                 in 404 200 200 403 404 404 200 404 404 403
GET  people:reset_factors drafter                       in 404 403 403 403 404 404 200 404 404 403
GET  people:invitations                                 in 403 200 403 403 200 200 200 200 403 403
GET  people:invitations_export csv                      in 403 200 403 403 200 200 200 200 403 403
POST people:resend invitation                           in 404 302 404 404 404 404 302 404 404 404
POST people:revoke invitation                           in 404 302 404 404 404 404 302 404 404 404
GET  people:invitation token                           200 200 200 200 200 200 200 200 200 200 200
GET  people:requests                                    in 200 200 200 200 200 200 200 200 200 200
GET  people:requests_export csv                         in 200 200 200 200 200 200 200 200 200 200
GET  people:ask                                         in 200 200 200 200 200 200 200 200 200 200
GET  people:request asked                               in 200 404 404 404 404 404 200 404 404 404
GET  people:proof asked                                 in 200 404 404 404 404 404 200 404 404 404
POST people:grant asked                                 in 403 404 404 404 404 404 302 404 404 404
POST people:refuse asked                                in 403 404 404 404 404 404 302 404 404 404
POST people:withdraw asked                              in 302 404 404 404 404 404 403 404 404 404

GET  needs:list                                        200 200 200 200 200 200 200 200 200 200 200
GET  needs:export csv                                  200 200 200 200 200 200 200 200 200 200 200
GET  needs:create                                       in 403 200 200 403 200 403 403 403 403 403
GET  needs:mine                                         in 403 200 200 200 200 403 403 403 403 403
GET  needs:moderation                                   in 403 403 403 403 403 403 200 403 403 403
GET  needs:moderation_export csv                        in 403 403 403 403 403 403 200 403 403 403
GET  needs:detail need                                 200 200 200 200 200 200 200 200 200 200 200
GET  needs:detail submitted-need                       404 404 200 200 200 404 404 200 404 404 200
GET  needs:detail draft-need                           404 404 200 200 200 404 404 404 404 404 404
GET  needs:edit need                                    in 403 200 403 403 403 403 403 403 403 403
GET  needs:edit submitted-need                          in 404 302 403 403 404 404 403 404 404 403
GET  needs:edit draft-need                              in 404 200 200 403 404 404 404 404 404 404
POST needs:edit draft-need                              in 404 200 200 403 404 404 404 404 404 404
POST needs:autosave draft-need                          in 404 200 200 403 404 404 404 404 404 404
GET  needs:check draft-need                             in 404 200 200 403 404 404 404 404 404 404
POST needs:delete draft-need                            in 404 302 302 403 404 404 404 404 404 404
POST needs:submit draft-need                            in 404 302 403 403 404 404 404 404 404 404
POST needs:publish submitted-need                       in 404 403 403 403 404 404 302 404 404 403
POST needs:return submitted-need                        in 404 403 403 403 404 404 302 404 404 403
POST needs:withdraw need                                in 403 302 403 403 403 403 403 403 403 403
POST needs:meet need                                    in 403 302 403 403 403 403 403 403 403 403
GET  needs:print need                                  200 200 200 200 200 200 200 200 200 200 200
GET  needs:print draft-need                            404 404 200 200 200 404 404 404 404 404 404

GET  coaching:catalogue                                200 200 200 200 200 200 200 200 200 200 200
GET  coaching:export csv                               200 200 200 200 200 200 200 200 200 200 200
GET  coaching:entry entry                              200 200 200 200 200 200 200 200 200 200 200
POST coaching:insert entry                              in 404 302 302 404 404 404 404 404 404 404
GET  coaching:panel a-need need                         in 403 200 403 403 403 403 403 403 403 403
GET  coaching:panel a-need draft-need                   in 404 200 200 403 404 404 404 404 404 404
GET  coaching:panel an-offer draft-offer                in 404 404 404 404 404 200 404 404 404 404
GET  coaching:rules                                     in 403 403 403 403 403 403 200 403 403 403
POST coaching:activate number                           in 403 403 403 403 403 403 302 403 403 403

GET  offers:list                                       200 200 200 200 200 200 200 200 200 200 200
GET  offers:export csv                                 200 200 200 200 200 200 200 200 200 200 200
GET  offers:create                                      in 403 403 403 403 403 200 403 200 403 403
GET  offers:mine                                        in 403 403 403 403 200 200 403 200 200 403
GET  offers:moderation                                  in 403 403 403 403 403 403 200 403 403 403
GET  offers:moderation_export csv                       in 403 403 403 403 403 403 200 403 403 403
GET  offers:detail offer                               200 200 200 200 200 200 200 200 200 200 200
GET  offers:detail submitted-offer                     404 404 404 404 404 404 200 200 404 404 200
GET  offers:detail draft-offer                         404 404 404 404 404 404 200 404 404 404 404
GET  offers:edit offer                                  in 403 403 403 403 403 200 403 403 403 403
GET  offers:edit draft-offer                            in 404 404 404 404 404 200 404 404 404 404
POST offers:edit draft-offer                            in 404 404 404 404 404 200 404 404 404 404
POST offers:autosave draft-offer                        in 404 404 404 404 404 200 404 404 404 404
GET  offers:check draft-offer                           in 404 404 404 404 404 200 404 404 404 404
POST offers:delete draft-offer                          in 404 404 404 404 404 302 404 404 404 404
POST offers:submit draft-offer                          in 404 404 404 404 404 302 404 404 404 404
POST offers:publish submitted-offer                     in 404 404 404 404 404 403 302 404 404 403
POST offers:return submitted-offer                      in 404 404 404 404 404 403 302 404 404 403
POST offers:pause offer                                 in 403 403 403 403 403 302 403 403 403 403
POST offers:resume paused-offer                         in 403 403 403 403 403 302 403 403 403 403
GET  offers:confirm offer                               in 403 403 403 403 403 200 403 403 403 403
POST offers:confirm offer                               in 403 403 403 403 403 302 403 403 403 403
POST offers:confirm draft-offer                         in 404 404 404 404 404 302 404 404 404 404
POST offers:confirm_many                                in 302 302 302 302 302 302 302 302 302 302
GET  needs:confirm need                                 in 403 200 403 403 403 403 403 403 403 403
POST needs:confirm need                                 in 403 302 403 403 403 403 403 403 403 403
POST needs:confirm_many                                 in 302 302 302 302 302 302 302 302 302 302

GET  operations:work                                    in 403 403 403 403 403 403 200 403 403 403
GET  operations:work_export csv                         in 403 403 403 403 403 403 200 403 403 403
GET  operations:failures                                in 403 403 403 403 403 403 200 403 403 403
GET  operations:failures_export csv                     in 403 403 403 403 403 403 200 403 403 403
GET  operations:failure in-task given-up                in 403 403 403 403 403 403 200 403 403 403
POST operations:failure in-task given-up                in 403 403 403 403 403 403 302 403 403 403
POST operations:retry in-task given-up                  in 403 403 403 403 403 403 302 403 403 403
POST operations:retry_all                               in 403 403 403 403 403 403 302 403 403 403
GET  operations:calendar                                in 403 403 403 403 403 403 200 403 403 403

GET  opendata:home                                     200 200 200 200 200 200 200 200 200 200 200
GET  opendata:iati                                     200 200 200 200 200 200 200 200 200 200 200
POST opendata:make                                      in 403 403 403 403 403 403 302 403 403 403
GET  opendata:table requests csv                       200 200 200 200 200 200 200 200 200 200 200
GET  opendata:dictionary                               200 200 200 200 200 200 200 200 200 200 200
GET  opendata:package                                  200 200 200 200 200 200 200 200 200 200 200
GET  opendata:feed requests                            200 200 200 200 200 200 200 200 200 200 200
GET  opendata:calls_calendar                           200 200 200 200 200 200 200 200 200 200 200
GET  opendata:meetings_calendar                        200 200 200 200 200 200 200 200 200 200 200
GET  opendata:calendar                                  in 200 200 200 200 200 200 200 200 200 200
POST opendata:make_calendar                             in 200 200 200 200 200 200 200 200 200 200
POST opendata:revoke_calendar                           in 302 302 302 302 302 302 302 302 302 302
GET  opendata:private_calendar token                   200 200 200 200 200 200 200 200 200 200 200
GET  opendata:activity published                        in 404 200 200 200 404 200 200 404 404 200
POST opendata:activity published                        in 404 302 403 403 404 302 403 404 404 403
POST opendata:agree published                           in 404 302 403 403 404 302 403 404 404 403
POST opendata:withdraw published                        in 404 302 403 403 404 302 403 404 404 403

GET  clocks:list                                        in 403 200 200 200 200 200 200 200 200 200
GET  clocks:export csv                                  in 403 200 200 200 200 200 200 200 200 200
GET  clocks:targets                                     in 403 403 403 403 403 403 200 403 403 200
GET  clocks:set_target answer                           in 403 403 403 403 403 403 200 403 403 403
POST clocks:set_target answer                           in 403 403 403 403 403 403 200 403 403 403
GET  clocks:set_confirmation                            in 403 403 403 403 403 403 200 403 403 403
GET  clocks:averages                                   200 200 200 200 200 200 200 200 200 200 200
GET  clocks:averages_export csv                        200 200 200 200 200 200 200 200 200 200 200
GET  clocks:reasons                                     in 403 403 403 403 403 403 200 403 403 200
GET  clocks:reasons_export csv                          in 403 403 403 403 403 403 200 403 403 200
GET  clocks:register                                   200 200 200 200 200 200 200 200 200 200 200
GET  clocks:register_export csv                        200 200 200 200 200 200 200 200 200 200 200
POST clocks:consent match                               in 404 302 403 403 404 302 403 404 404 403
POST clocks:withdraw match                              in 404 302 403 403 404 302 403 404 404 403
POST offers:withdraw offer                              in 403 403 403 403 403 302 403 403 403 403
GET  offers:print offer                                200 200 200 200 200 200 200 200 200 200 200
GET  offers:print draft-offer                          404 404 404 404 404 404 200 404 404 404 404

GET  writing:versions a-need need                       in 403 200 200 200 403 403 403 403 403 403
GET  writing:versions a-need draft-need                 in 404 200 200 200 404 404 404 404 404 404
GET  writing:versions an-offer draft-offer              in 404 404 404 404 404 200 404 404 404 404
POST writing:restore a-need draft-need number           in 404 302 302 403 404 404 404 404 404 404
GET  writing:comments a-need need                       in 403 200 200 200 403 403 403 403 403 403
GET  writing:comments a-need draft-need                 in 404 200 200 200 404 404 404 404 404 404
POST writing:comments a-need draft-need                 in 404 200 200 200 404 404 404 404 404 404
GET  writing:edit_comment a-need draft-need comment     in 404 200 403 403 404 404 404 404 404 404
POST writing:delete_comment a-need draft-need comment   in 404 302 403 403 404 404 404 404 404 404
POST writing:resolve_comment a-need draft-need comment  in 404 302 302 302 404 404 404 404 404 404
POST writing:presence a-need draft-need                 in 404 204 204 403 404 404 404 404 404 404
POST writing:presence an-offer offer                    in 403 403 403 403 403 204 403 403 403 403
POST writing:discard a-need draft-need                  in 404 302 302 302 404 404 404 404 404 404
POST writing:sign a-need draft-need                     in 404 302 403 403 404 404 404 404 404 404
POST writing:sign a-need submitted-need                 in 404 302 403 403 404 404 403 404 404 403
POST writing:sign an-offer offer                        in 403 403 403 403 403 302 403 403 403 403
GET  writing:sheets a-need                              in 403 200 200 403 200 403 403 403 403 403
POST writing:sheets a-need                              in 403 200 200 403 200 403 403 403 403 403
GET  writing:sheets an-offer                            in 403 403 403 403 403 200 403 200 403 403
GET  writing:sheet_template a-need                      in 403 200 200 403 200 403 403 403 403 403
GET  writing:sheet_records a-need                       in 403 200 200 403 200 403 403 403 403 403
GET  writing:sheet sheet                                in 404 200 200 200 404 404 404 404 404 404
GET  writing:sheet_status sheet                         in 404 200 200 200 404 404 404 404 404 404
GET  writing:sheet_file sheet                           in 404 200 200 200 404 404 404 404 404 404
POST writing:save_sheet sheet                           in 404 302 302 403 404 404 404 404 404 404
GET  writing:note a-need need                           in 403 200 200 200 403 403 403 403 403 403
GET  writing:note a-need draft-need                     in 404 200 200 200 404 404 404 404 404 404
POST writing:note a-need need                           in 403 200 200 200 403 403 403 403 403 403
GET  writing:note_paper a-need need docx                in 403 200 200 200 403 403 403 403 403 403
GET  writing:note_scan a-need need note                 in 404 200 200 200 404 404 200 404 404 200
POST writing:remove_note_scan a-need need note          in 404 302 302 403 404 404 403 404 404 403
GET  writing:letterhead kenya                           in 404 200 200 403 404 404 404 404 404 404

GET  needs:comparisons                                  in 200 200 200 200 200 200 200 200 200 200
GET  needs:comparisons_export csv                       in 200 200 200 200 200 200 200 200 200 200
GET  needs:renewal_period                               in 403 403 403 403 403 403 200 403 403 403
GET  needs:comparison report                            in 404 200 200 200 404 404 200 404 404 200
GET  needs:comparison_export report csv                 in 404 200 200 200 404 404 200 404 404 200
GET  needs:lines ken                                    in 404 200 200 200 404 404 200 404 404 200
GET  needs:lines_export ken csv                         in 404 200 200 200 404 404 200 404 404 200
GET  needs:renewal renewal                              in 404 200 200 200 404 404 404 404 404 404
GET  needs:renewal answered-renewal                     in 404 200 200 200 404 404 200 404 404 200
POST needs:renewal_confirm renewal                      in 404 302 403 403 404 404 404 404 404 404
POST needs:renewal_undo answered-renewal                in 404 302 403 403 404 404 403 404 404 403
GET  needs:renewal_change answered-renewal              in 404 200 403 403 404 404 403 404 404 403

GET  reports:list                                       in 200 200 200 200 200 200 200 200 200 200
GET  reports:export csv                                 in 200 200 200 200 200 200 200 200 200 200
GET  reports:upload                                     in 403 200 200 403 200 403 403 403 403 403
GET  reports:detail report                              in 404 200 200 200 404 404 200 404 404 200
GET  reports:status report                              in 404 200 200 200 404 404 200 404 404 200
GET  reports:file report                                in 404 200 200 200 404 404 200 404 404 200
GET  reports:page report page                           in 404 200 200 200 404 404 200 404 404 200
GET  reports:review report                              in 404 200 200 200 404 404 200 404 404 200
GET  reports:passage report candidate                   in 404 200 200 200 404 404 200 404 404 200
POST reports:replace report                             in 404 200 200 403 404 404 403 404 404 403
POST reports:read report                                in 404 302 302 403 404 404 403 404 404 403
POST reports:delete report                              in 404 302 302 403 404 404 403 404 404 403
POST reports:merge report                               in 404 302 302 403 404 404 403 404 404 403
POST reports:add report                                 in 404 302 302 403 404 404 403 404 404 403
POST reports:edit report candidate                      in 404 302 302 403 404 404 403 404 404 403
POST reports:accept report candidate                    in 404 302 302 403 404 404 403 404 404 403
POST reports:reject report candidate                    in 404 302 302 403 404 404 403 404 404 403
POST reports:restore report candidate                   in 404 302 302 403 404 404 403 404 404 403
POST reports:split report candidate                     in 404 200 200 403 404 404 403 404 404 403

GET  disclosure:asks                                    in 200 200 200 200 200 200 200 200 200 200
GET  disclosure:defaults                                in 403 403 403 403 403 403 200 403 403 403
GET  disclosure:ask a-need need                         in 403 403 403 403 200 302 403 200 200 200
GET  disclosure:ask a-need draft-need                   in 404 403 403 403 404 404 404 404 404 404
GET  disclosure:asked ask                               in 404 200 200 200 404 200 404 404 404 404
POST disclosure:disclose ask                            in 404 302 403 403 404 403 404 404 404 404
POST disclosure:decline ask                             in 404 302 403 403 404 403 404 404 404 404
POST disclosure:take_back ask                           in 404 403 403 403 404 302 404 404 404 404
POST disclosure:keep_back granted-ask                   in 404 302 403 403 404 404 404 403 403 404
GET  disclosure:readings a-need need                    in 403 200 200 200 403 403 403 403 403 403
GET  disclosure:export a-need need csv                  in 403 200 200 200 403 403 403 403 403 403
GET  disclosure:document document                      404 404 200 200 200 404 404 200 404 404 404
POST disclosure:remove document                         in 403 302 403 403 403 403 403 403 403 403
POST disclosure:attach a-need need                      in 403 200 403 403 403 403 403 403 403 403
GET  disclosure:consent a-need need                     in 403 200 200 200 403 403 200 403 403 403
POST disclosure:withdraw a-need need                    in 403 302 403 403 403 403 403 403 403 403

GET  matching:desk                                      in 200 200 200 200 200 200 200 200 200 200
GET  matching:desk_needs                                in 200 200 200 200 200 200 200 200 200 200
GET  matching:desk_offers                               in 200 200 200 200 200 200 200 200 200 200
GET  matching:export pairs csv                          in 200 200 200 200 200 200 200 200 200 200
GET  matching:need need                                 in 403 200 200 200 403 403 200 403 403 200
GET  matching:need draft-need                           in 404 200 200 200 404 404 404 404 404 404
GET  matching:need_export need csv                      in 403 200 200 200 403 403 200 403 403 200
GET  matching:offer offer                               in 403 403 403 403 403 200 200 403 403 200
GET  matching:offer draft-offer                         in 404 404 404 404 404 200 404 404 404 404
GET  matching:offer_export offer csv                    in 403 403 403 403 403 200 200 403 403 200
GET  matching:pair need offer                           in 403 200 200 200 403 200 200 403 403 200
GET  matching:pair draft-need offer                     in 404 200 200 200 404 404 404 404 404 404
POST matching:dismiss need offer                        in 403 302 302 403 403 302 302 403 403 403
POST matching:restore need offer                        in 403 302 302 403 403 302 302 403 403 403
GET  matching:weights                                   in 403 403 403 403 403 403 200 403 403 200
GET  matching:write_weights                             in 403 403 403 403 403 403 200 403 403 403
GET  matching:compare_weights                           in 403 403 403 403 403 403 200 403 403 200
POST matching:activate_weights weights                  in 403 403 403 403 403 403 302 403 403 403
GET  matching:duplicates a-need need                    in 403 200 200 200 403 403 200 403 403 200
GET  matching:duplicates a-need draft-need              in 404 200 200 200 404 404 404 404 404 404
GET  matching:duplicates an-offer offer                 in 403 403 403 403 403 200 200 403 403 200
GET  matching:merge a-need need other-need              in 403 200 403 403 403 403 200 403 403 403

GET  clearance:checklist need offer                     in 403 200 200 200 403 200 200 403 403 200
POST clearance:begin need offer                         in 403 302 403 403 403 302 302 403 403 403
GET  clearance:list                                     in 403 200 200 200 200 200 200 200 200 200
GET  clearance:mine                                     in 403 200 200 200 200 200 200 200 200 200
GET  clearance:export all csv                           in 403 200 200 200 200 200 200 200 200 200
GET  clearance:check broker-check                       in 404 404 404 404 404 404 200 404 404 200
GET  clearance:check giver-check                        in 404 404 404 404 404 200 200 404 404 200
GET  clearance:check recipient-check                    in 404 200 200 200 404 404 200 404 404 200
POST clearance:clear broker-check                       in 404 404 404 404 404 404 200 404 404 403
POST clearance:clear recipient-check                    in 404 200 403 403 404 404 403 404 404 403
POST clearance:fail broker-check                        in 404 404 404 404 404 404 302 404 404 403
POST clearance:propose_waiver giver-check               in 404 404 404 404 404 302 302 404 404 403
POST clearance:waive giver-check                        in 404 404 404 404 404 403 302 404 404 403
POST clearance:refuse_waiver giver-check                in 404 404 404 404 404 403 302 404 404 403
POST clearance:reopen broker-check                      in 404 404 404 404 404 404 302 404 404 403
GET  clearance:document ruling                          in 404 404 404 404 404 200 200 404 404 200
POST clearance:decide hit                               in 404 404 404 404 404 404 302 404 404 404
GET  clearance:rules                                    in 403 403 403 403 403 403 200 403 403 200
POST clearance:activate number                          in 403 403 403 403 403 403 302 403 403 403
GET  clearance:names                                    in 403 403 403 403 403 403 200 403 403 403
GET  clearance:name_list number                         in 403 403 403 403 403 403 200 403 403 403
GET  clearance:list_file number                         in 403 403 403 403 403 403 200 403 403 403

GET  roundtables:list                                   in 200 200 200 200 200 200 200 200 200 200
GET  roundtables:export csv                             in 200 200 200 200 200 200 200 200 200 200
GET  roundtables:create                                 in 403 403 403 403 403 403 200 403 403 403
GET  roundtables:outcomes                               in 403 403 403 403 403 403 200 403 403 200
GET  roundtables:outcome_export csv                     in 403 403 403 403 403 403 200 403 403 200
GET  roundtables:detail round-table                     in 404 200 200 200 404 200 200 404 404 200
GET  roundtables:detail planned-table                   in 404 404 404 404 404 404 200 404 404 200
GET  roundtables:edit round-table                       in 404 403 403 403 404 403 200 404 404 403
POST roundtables:invite planned-table                   in 404 404 404 404 404 404 302 404 404 403
POST roundtables:hold round-table                       in 404 403 403 403 404 403 302 404 404 403
POST roundtables:close round-table                      in 404 403 403 403 404 403 302 404 404 403
POST roundtables:cancel round-table                     in 404 403 403 403 404 403 302 404 404 403
POST roundtables:add_needs round-table                  in 404 403 403 403 404 403 302 404 404 403
GET  roundtables:choose_needs round-table               in 404 403 403 403 404 403 200 404 404 403
POST roundtables:put_on_agenda need                     in 404 403 403 403 404 403 302 404 404 403
POST roundtables:add_item round-table                   in 404 403 403 403 404 403 302 404 404 403
POST roundtables:set_minutes slot                       in 404 403 403 403 404 403 302 404 404 403
POST roundtables:move_slot slot up                      in 404 403 403 403 404 403 302 404 404 403
POST roundtables:remove_slot slot                       in 404 403 403 403 404 403 302 404 404 403
POST roundtables:add_participant round-table            in 404 403 403 403 404 403 302 404 404 403
POST roundtables:drop_participant seat                  in 404 403 403 403 404 403 302 404 404 403
GET  roundtables:answer seat                            in 404 403 403 403 404 200 403 404 404 403
GET  roundtables:invitation seat docx en                in 404 404 404 404 404 200 200 404 404 200
GET  roundtables:paper round-table dossier docx         in 404 200 200 200 404 200 200 404 404 200
GET  roundtables:outcome held-slot                      in 404 403 403 403 404 403 200 404 404 403
GET  roundtables:follow_up outcome                      in 404 404 404 404 404 200 200 404 404 200
POST roundtables:drop_outcome outcome                   in 404 403 403 403 404 403 302 404 404 403
POST roundtables:propose outcome                        in 404 403 403 403 404 403 302 404 404 403

GET  portfolio:heat                                     in 403 403 403 403 403 403 200 403 403 200
GET  portfolio:map                                      in 403 403 403 403 403 403 200 403 403 200
GET  portfolio:gaps                                     in 403 403 403 403 403 403 200 403 403 200
GET  portfolio:requests                                 in 403 403 403 403 403 403 200 403 403 200
GET  portfolio:offers                                   in 403 403 403 403 403 403 200 403 403 200
GET  portfolio:export heat csv                          in 403 403 403 403 403 403 200 403 403 200

GET  insights:dashboard                                200 200 200 200 200 200 200 200 200 200 200
GET  insights:map                                      200 200 200 200 200 200 200 200 200 200 200
GET  insights:flow                                     200 200 200 200 200 200 200 200 200 200 200
GET  insights:definitions                              200 200 200 200 200 200 200 200 200 200 200
GET  insights:profiles                                 200 200 200 200 200 200 200 200 200 200 200
GET  insights:list funded                              200 200 200 200 200 200 200 200 200 200 200
GET  insights:export figures csv                       200 200 200 200 200 200 200 200 200 200 200
GET  insights:state KEN                                200 200 200 200 200 200 200 200 200 200 200
GET  insights:donor offering-donor                     200 200 200 200 200 200 200 200 200 200 200
GET  insights:fund fund                                200 200 200 200 200 200 200 200 200 200 200
GET  insights:body EAC                                 200 200 200 200 200 200 200 200 200 200 200

GET  applications:list                                  in 200 200 200 200 200 200 200 200 200 200
GET  applications:export csv                            in 200 200 200 200 200 200 200 200 200 200
GET  applications:choose our-call                       in 200 200 200 200 200 200 200 200 200 200
GET  applications:submit our-call ready-proposal        in 404 200 403 403 404 404 404 404 404 404
GET  applications:conflict_list                         in 403 403 403 403 403 403 403 200 403 403
GET  applications:conflict_export csv                   in 403 403 403 403 403 403 403 200 403 403
GET  applications:interests                             in 403 403 403 403 403 403 403 200 200 403
POST applications:end_interest interest                 in 404 404 404 404 404 404 404 404 302 404
GET  applications:detail application                    in 404 200 200 200 404 404 404 200 404 404
GET  applications:declare application                   in 404 403 403 403 404 404 404 200 404 404
GET  applications:screen application                    in 404 403 403 403 404 404 404 200 404 404
POST applications:screen_again turned-away              in 404 403 403 403 404 404 404 302 404 404
POST applications:withdraw_application application      in 404 302 403 403 404 404 404 403 404 404
GET  applications:receipt application                   in 404 200 200 200 404 404 404 403 404 404
GET  applications:round application number              in 404 200 200 200 404 404 404 200 404 404
GET  applications:annex application number enclosure    in 404 200 200 200 404 404 404 200 404 404
GET  applications:conflicts application                 in 404 403 403 403 404 404 404 200 404 404
POST applications:decide application conflict confirm   in 404 404 404 404 404 404 404 302 404 404

GET  ledger:list                                        in 200 200 200 200 200 200 200 200 200 200
GET  ledger:fund book                                   in 404 404 404 404 404 404 404 200 404 404
GET  ledger:fund_file book csv                          in 404 404 404 404 404 404 404 200 404 404
GET  ledger:trial book                                  in 404 404 404 404 404 404 404 200 404 404
GET  ledger:trial_file book csv                         in 404 404 404 404 404 404 404 200 404 404
POST ledger:revalue book                                in 404 404 404 404 404 404 404 302 404 404
GET  ledger:contributor book contributor                in 404 404 404 404 404 200 404 200 404 404
GET  ledger:contributor_file book contributor csv       in 404 404 404 404 404 200 404 200 404 404
GET  ledger:project paid-project                        in 404 200 200 200 404 404 404 200 404 404
GET  ledger:project_file paid-project csv               in 404 200 200 200 404 404 404 200 404 404
GET  ledger:posting booked                              in 404 404 404 404 404 404 404 200 404 404
GET  ledger:document booked                             in 404 404 404 404 404 404 404 200 404 404
POST ledger:reverse booked                              in 404 404 404 404 404 404 404 302 404 404

GET  agreements:list                                    in 200 200 200 200 200 200 200 200 200 200
GET  agreements:export csv                              in 200 200 200 200 200 200 200 200 200 200
GET  agreements:create talk                             in 404 200 200 403 404 200 200 404 404 403
GET  agreements:detail agreement                        in 404 200 200 200 404 200 200 404 404 200
GET  agreements:edit draft-agreement                    in 404 200 200 403 404 200 200 404 404 403
POST agreements:sign draft-agreement                    in 404 302 403 403 404 302 403 404 404 403
GET  agreements:letter draft-agreement                  in 404 200 403 403 404 200 200 404 404 403
GET  agreements:amend agreement                         in 404 200 403 403 404 200 403 404 404 403
POST agreements:answer amended number sign              in 404 302 403 403 404 403 403 404 404 403
GET  agreements:deliveries agreement                    in 404 200 403 403 404 200 403 404 404 403
POST agreements:agree agreement                         in 404 302 403 403 404 302 403 404 404 403
GET  agreements:evidence agreement delivery             in 404 200 200 200 404 200 200 404 404 200
GET  agreements:scan draft-agreement scan               in 404 200 200 200 404 200 200 404 404 200
GET  agreements:end agreement                           in 404 200 403 403 404 200 403 404 404 403
GET  agreements:paper agreement docx                    in 404 200 200 200 404 200 200 404 404 200

GET  desk:queue                                         in 403 403 403 403 403 403 200 403 403 200
GET  desk:export csv                                    in 403 403 403 403 403 403 200 403 403 200
POST desk:act                                           in 403 403 403 403 403 403 200 403 403 200
GET  desk:need need                                     in 403 403 403 403 403 403 200 403 403 200
GET  desk:need draft-need                               in 404 403 403 403 404 404 404 404 404 404
GET  desk:offer offer                                   in 403 403 403 403 403 403 200 403 403 200
GET  desk:offer draft-offer                             in 404 404 404 404 404 403 404 404 404 404
GET  desk:pair need offer                               in 403 403 403 403 403 403 200 403 403 200
GET  desk:pair draft-need offer                         in 404 403 403 403 404 404 404 404 404 404
POST desk:judge need offer shortlist                    in 403 403 403 403 403 403 302 403 403 403
POST desk:judge need offer reject                       in 403 403 403 403 403 403 200 403 403 403
GET  desk:order                                         in 403 403 403 403 403 403 200 403 403 200

GET  introductions:list                                 in 200 200 200 200 200 200 200 200 200 200
GET  introductions:export csv                           in 200 200 200 200 200 200 200 200 200 200
GET  introductions:propose need offer                   in 403 200 403 403 403 200 200 403 403 403
GET  introductions:interest need offer giver            in 403 404 403 403 403 200 200 403 403 403
GET  introductions:interest_paper need offer giver docx in 403 404 403 403 403 200 200 403 403 403
GET  introductions:detail introduction                  in 404 200 200 200 404 200 200 404 404 200
POST introductions:accept introduction                  in 404 302 403 403 404 302 403 404 404 403
GET  introductions:decline introduction                 in 404 200 403 403 404 302 403 404 404 403
POST introductions:introduce introduction               in 404 403 403 403 404 403 302 404 404 403
GET  introductions:end introduction                     in 404 403 403 403 404 200 200 404 404 403
POST introductions:post talk                            in 404 200 200 403 404 200 403 404 404 403
POST introductions:draft talk                           in 404 200 200 403 404 200 403 404 404 403
POST introductions:ask talk                             in 404 200 200 403 404 200 403 404 404 403
POST introductions:answer talk question                 in 404 200 200 403 404 200 403 404 404 403
POST introductions:state_fact talk                      in 404 200 200 403 404 200 403 404 404 403
POST introductions:answer_fact talk fact                in 404 302 302 403 404 403 403 404 404 403
POST introductions:invite talk                          in 404 200 200 403 404 200 403 404 404 403
POST introductions:leave talk                           in 404 302 302 403 404 302 403 404 404 403
GET  introductions:document talk thread-file            in 404 200 200 200 404 200 403 404 404 403
GET  introductions:conversation talk json               in 404 200 200 200 404 200 403 404 404 403
GET  introductions:scan talk signed-letter              in 404 200 200 200 404 200 200 404 404 200
GET  introductions:letter talk end secretariat          in 404 404 403 403 404 404 200 404 404 403
GET  introductions:letter_paper talk end secretariat docx in 404 404 403 403 404 404 200 404 404 403

GET  notifications:list                                 in 200 200 200 200 200 200 200 200 200 200
GET  notifications:export csv                           in 200 200 200 200 200 200 200 200 200 200
POST notifications:read                                 in 302 302 302 302 302 302 302 302 302 302
GET  notifications:open notification                    in 404 302 404 404 404 404 404 404 404 404
GET  notifications:choices                              in 200 200 200 200 200 200 200 200 200 200
POST notifications:unsubscribe link                    200 200 200 200 200 200 200 200 200 200 200
GET  notifications:unsubscribe link                    200 200 200 200 200 200 200 200 200 200 200
GET  notifications:tasks                                in 200 200 200 200 200 200 200 200 200 200
GET  notifications:task_export csv                      in 200 200 200 200 200 200 200 200 200 200
POST notifications:take finish_need draft-need          in 404 302 302 404 404 404 404 404 404 404
POST notifications:release finish_need draft-need       in 404 302 302 404 404 404 404 404 404 404
GET  notifications:assign finish_need draft-need        in 404 200 200 404 404 404 404 404 404 404
POST notifications:take publish_offer submitted-offer   in 404 404 404 404 404 404 302 404 404 404

GET  following:list                                     in 200 200 200 200 200 200 200 200 200 200
GET  following:export csv                               in 200 200 200 200 200 200 200 200 200 200
GET  following:create                                   in 404 404 404 404 404 404 404 404 404 404
POST following:create                                   in 302 302 302 302 302 302 302 302 302 302
GET  following:open search                              in 404 302 302 302 404 404 404 404 404 404
GET  following:edit search                              in 404 200 403 403 404 404 404 404 404 404
POST following:delete search                            in 404 302 403 403 404 404 404 404 404 404

GET  allocation:list                                    in 403 403 403 403 403 403 200 403 403 403
GET  allocation:list_export csv                         in 403 403 403 403 403 403 200 403 403 403
GET  allocation:create                                  in 403 403 403 403 403 403 200 403 403 403
GET  allocation:compare                                 in 403 403 403 403 403 403 200 403 403 403
GET  allocation:compare_export csv                      in 403 403 403 403 403 403 404 403 403 403
GET  allocation:detail scenario                         in 404 404 404 404 404 404 200 404 404 404
GET  allocation:offers scenario                         in 404 404 404 404 404 404 200 404 404 404
GET  allocation:export scenario shares csv              in 404 404 404 404 404 404 200 404 404 404
GET  allocation:edit scenario                           in 404 404 404 404 404 404 200 404 404 404
GET  allocation:choose scenario offers                  in 404 404 404 404 404 404 200 404 404 404
GET  allocation:locks scenario need                     in 404 404 404 404 404 404 200 404 404 404
POST allocation:solve scenario                          in 404 404 404 404 404 404 302 404 404 404
GET  allocation:status scenario                         in 404 404 404 404 404 404 200 404 404 404
POST allocation:copy scenario                           in 404 404 404 404 404 404 302 404 404 404
POST allocation:delete scenario                         in 404 404 404 404 404 404 302 404 404 404
GET  allocation:apply scenario                          in 404 404 404 404 404 404 200 404 404 404
POST allocation:apply scenario                          in 404 404 404 404 404 404 302 404 404 404

GET  style_guide:index                                 200 200 200 200 200 200 200 200 200 200 200
GET  style_guide:paper                                 200 200 200 200 200 200 200 200 200 200 200
POST style_guide:autosave                              200 200 200 200 200 200 200 200 200 200 200
POST style_guide:publish number                        409 409 409 409 409 409 409 409 409 409 409
POST style_guide:return number                         409 409 409 409 409 409 409 409 409 409 409
POST style_guide:withdraw number                       409 409 409 409 409 409 409 409 409 409 409

GET  projects:list                                      in 200 200 200 200 200 200 200 200 200 200
GET  projects:export csv                                in 200 200 200 200 200 200 200 200 200 200
GET  lessons:list                                      200 200 200 200 200 200 200 200 200 200 200
GET  lessons:export csv                                200 200 200 200 200 200 200 200 200 200 200
GET  lessons:work                                       in 403 403 403 403 403 403 200 403 403 200
GET  lessons:work_export csv                            in 403 403 403 403 403 403 200 403 403 200
GET  lessons:create                                     in 403 403 403 403 403 403 200 403 403 200
GET  lessons:track_records                              in 200 200 200 200 200 200 200 200 200 200
POST lessons:track_records                              in 403 403 403 403 403 403 200 403 403 403
GET  lessons:detail lesson                             200 200 200 200 200 200 200 200 200 200 200
GET  lessons:detail draft-lesson                       404 404 404 404 404 404 404 200 404 404 200
GET  lessons:detail withdrawn-lesson                   404 404 404 404 404 404 404 200 404 404 200
GET  lessons:edit lesson                                in 403 403 403 403 403 403 200 403 403 200
GET  lessons:edit draft-lesson                          in 404 404 404 404 404 404 200 404 404 200
POST lessons:publish draft-lesson                       in 404 404 404 404 404 404 302 404 404 403
POST lessons:withdraw lesson                            in 403 403 403 403 403 403 302 403 403 403
POST lessons:redraft withdrawn-lesson                   in 404 404 404 404 404 404 302 404 404 302
GET  lessons:panel a-need need                          in 403 200 403 403 403 403 403 403 403 403
GET  lessons:panel a-need draft-need                    in 404 200 200 403 404 404 404 404 404 404
GET  lessons:panel an-offer draft-offer                 in 404 404 404 404 404 200 404 404 404 404
POST lessons:aside a-proposal proposal                  in 404 302 302 404 404 404 404 404 404 404
POST lessons:aside a-proposal asked-proposal            in 403 302 404 404 404 404 404 404 404 404

GET  projects:detail proposal                           in 404 200 200 404 404 404 404 404 404 404
GET  projects:detail asked-proposal                     in 200 200 404 404 404 404 404 404 404 404
GET  projects:check proposal                            in 404 200 200 404 404 404 404 404 404 404
GET  projects:print proposal                            in 404 200 200 404 404 404 404 404 404 404
GET  projects:versions proposal                         in 404 200 200 404 404 404 404 404 404 404
GET  projects:team proposal                             in 404 200 200 404 404 404 404 404 404 404
POST projects:sign proposal                             in 404 302 403 404 404 404 404 404 404 404
POST projects:ask proposal                              in 404 302 403 404 404 404 404 404 404 404
POST projects:withdraw proposal                         in 404 302 403 404 404 404 404 404 404 404
POST projects:redraft proposal                          in 404 302 403 404 404 404 404 404 404 404
GET  projects:section proposal summary                  in 404 200 200 404 404 404 404 404 404 404
GET  projects:section proposal budget                   in 404 200 200 404 404 404 404 404 404 404
POST projects:section proposal budget                   in 404 200 403 404 404 404 404 404 404 404
GET  projects:section asked-proposal summary            in 200 200 404 404 404 404 404 404 404 404
POST projects:autosave proposal budget                  in 404 409 403 404 404 404 404 404 404 404
POST projects:presence proposal summary                 in 404 204 204 404 404 404 404 404 404 404
POST projects:discard proposal summary                  in 404 302 302 404 404 404 404 404 404 404
POST projects:comment proposal summary                  in 404 302 302 404 404 404 404 404 404 404
POST projects:comment asked-proposal summary            in 403 302 404 404 404 404 404 404 404 404
POST projects:resolve proposal summary section-comment  in 404 302 302 404 404 404 404 404 404 404
GET  projects:add_result proposal                       in 404 200 200 404 404 404 404 404 404 404
GET  projects:result proposal oc1                       in 404 200 200 404 404 404 404 404 404 404
POST projects:drop_result proposal oc1                  in 404 302 302 404 404 404 404 404 404 404
POST projects:restore proposal number                   in 404 302 403 404 404 404 404 404 404 404
POST projects:invite proposal                           in 404 200 403 404 404 404 404 404 404 404
POST projects:leave proposal                            in 404 302 302 404 404 404 404 404 404 404
POST projects:change_role proposal team-member          in 404 302 403 404 404 404 404 404 404 404
POST projects:drop_member proposal team-member          in 404 302 403 404 404 404 404 404 404 404
POST projects:hand_over proposal team-member            in 404 302 403 404 404 404 404 404 404 404
POST projects:answer asked-proposal team-invitation     in 302 403 404 404 404 404 404 404 404 404
POST projects:take_back asked-proposal team-invitation  in 403 302 404 404 404 404 404 404 404 404
GET  projects:create                                    in 403 200 200 403 200 200 403 403 403 403
GET  projects:sources around                            in 404 200 404 404 404 404 404 404 404 404
POST projects:note_sources around                       in 404 302 404 404 404 404 404 404 404 404
GET  projects:plan around                               in 404 200 404 404 404 404 404 404 404 404
GET  projects:dossier around docx                       in 404 200 404 404 404 404 404 404 404 404
GET  projects:budget_sheet around                       in 404 200 404 404 404 404 404 404 404 404
POST projects:budget_sheet around                       in 404 200 404 404 404 404 404 404 404 404
GET  projects:budget_workbook around                    in 404 200 404 404 404 404 404 404 404 404
GET  projects:budget_preview around budget-upload       in 404 200 404 404 404 404 404 404 404 404
POST projects:budget_preview around budget-upload       in 404 200 404 404 404 404 404 404 404 404
GET  projects:budget_file around budget-upload          in 404 200 404 404 404 404 404 404 404 404
GET  projects:endorsements around                       in 404 200 404 404 404 404 404 404 404 404
POST projects:endorsements around                       in 404 200 404 404 404 404 404 404 404 404
GET  projects:endorsement endorsement                   in 404 200 404 404 404 404 404 404 404 404
POST projects:answer_endorsement endorsement            in 404 403 404 404 404 404 404 404 404 404
GET  projects:record_letter endorsement                 in 404 200 404 404 404 404 404 404 404 404
POST projects:remind_body endorsement                   in 404 302 404 404 404 404 404 404 404 404
POST projects:take_back_endorsement endorsement         in 404 302 404 404 404 404 404 404 404 404
GET  projects:endorsement_letter letter-endorsement     in 404 200 404 404 404 404 404 404 404 404
GET  projects:diligence around                          in 404 200 404 404 404 404 404 404 404 404
POST projects:begin_diligence around                    in 404 302 404 404 404 404 404 404 404 404
GET  projects:diligence_form around diligence           in 404 200 404 404 404 404 404 404 404 404
POST projects:diligence_form around diligence           in 404 302 404 404 404 404 404 404 404 404
POST projects:confirm_diligence around diligence        in 404 302 404 404 404 404 404 404 404 404
POST projects:reopen_diligence around diligence         in 404 302 404 404 404 404 404 404 404 404
GET  projects:evidence around diligence diligence-answer in 404 200 404 404 404 404 404 404 404 404
GET  projects:annexes around                            in 404 200 404 404 404 404 404 404 404 404
POST projects:annexes around                            in 404 200 404 404 404 404 404 404 404 404
GET  projects:annex around proposal-annex               in 404 200 404 404 404 404 404 404 404 404
POST projects:replace_annex around proposal-annex       in 404 200 404 404 404 404 404 404 404 404
POST projects:withdraw_annex around proposal-annex      in 404 302 404 404 404 404 404 404 404 404
GET  projects:endorsements_asked                        in 403 403 403 403 403 403 403 403 403 403
GET  projects:endorsements_asked_export csv             in 403 403 403 403 403 403 403 403 403 403
GET  projects:questionnaires                            in 403 403 403 403 403 403 200 403 403 403
GET  projects:questionnaire number                      in 403 403 403 403 403 403 200 403 403 403
GET  projects:write_questionnaire                       in 403 403 403 403 403 403 200 403 403 403
POST projects:activate_questionnaire number             in 403 403 403 403 403 403 302 403 403 403

GET  bundles:list                                       in 403 403 403 403 403 403 200 403 403 403
GET  bundles:export csv                                 in 403 403 403 403 403 403 200 403 403 403
GET  bundles:find need                                  in 403 403 403 403 403 403 200 403 403 403
GET  bundles:find draft-need                            in 404 403 403 403 404 404 404 404 404 404
GET  bundles:compose need                               in 403 403 403 403 403 403 200 403 403 403
POST bundles:compose need                               in 403 403 403 403 403 403 200 403 403 403
GET  bundles:detail bundle                              in 404 404 404 404 404 404 200 404 404 403
GET  bundles:edit bundle                                in 404 404 404 404 404 404 200 404 404 403
GET  bundles:part_export bundle csv                     in 404 404 404 404 404 404 200 404 404 403
POST bundles:shortlist bundle                           in 404 404 404 404 404 404 302 404 404 403
POST bundles:propose bundle                             in 404 404 404 404 404 404 302 404 404 403
POST bundles:shelve bundle                              in 404 404 404 404 404 404 302 404 404 403
POST bundles:reopen shelved-bundle                      in 404 404 404 404 404 404 302 404 404 403

GET  reviews:mine                                       in 200 200 200 200 200 200 200 200 200 200
GET  reviews:export csv                                 in 200 200 200 200 200 200 200 200 200 200
GET  reviews:assignment review-asked                    in 404 404 404 404 404 404 404 302 200 404
POST reviews:accept review-asked                        in 404 404 404 404 404 404 404 403 302 404
POST reviews:decline review-asked                       in 404 404 404 404 404 404 404 403 200 404
POST reviews:leave review-asked                         in 404 404 404 404 404 404 404 403 200 404
GET  reviews:write review-begun                         in 404 404 404 404 404 404 404 403 200 404
POST reviews:write review-begun                         in 404 404 404 404 404 404 404 403 200 404
POST reviews:autosave review-begun                      in 404 404 404 404 404 404 404 403 409 404
GET  reviews:check review-begun                         in 404 404 404 404 404 404 404 403 200 404
POST reviews:check review-begun                         in 404 404 404 404 404 404 404 403 200 404
POST reviews:change review-done                         in 404 404 404 404 404 404 404 403 302 404
POST reviews:keep review-done                           in 404 404 404 404 404 404 404 403 302 404
POST reviews:take_off review-asked                      in 404 404 404 404 404 404 404 302 403 404
POST reviews:move_day review-asked                      in 404 404 404 404 404 404 404 302 403 404
POST reviews:remind review-asked                        in 404 404 404 404 404 404 404 302 403 404
GET  reviews:application reviewed                       in 404 403 403 403 404 404 404 200 200 404
GET  reviews:scores reviewed csv                        in 404 403 403 403 404 404 404 200 200 404
POST reviews:say reviewed                               in 404 403 403 403 404 404 404 200 200 404
POST reviews:close reviewed                             in 404 403 403 403 404 404 404 302 403 404
POST reviews:reopen reviewed                            in 404 403 403 403 404 404 404 302 403 404
GET  reviews:reviewers reviewed                         in 404 403 403 403 404 404 404 200 403 404
POST reviews:reviewers reviewed                         in 404 403 403 403 404 404 404 200 403 404
GET  reviews:call reviewed-call                         in 403 403 403 403 403 403 403 200 403 403
GET  reviews:call_export reviewed-call csv              in 403 403 403 403 403 403 403 200 403 403
GET  reviews:proposals reviewed-call                    in 403 403 403 403 403 403 403 200 403 403
POST reviews:proposals reviewed-call                    in 403 403 403 403 403 403 403 200 403 403
GET  reviews:agreement reviewed-call                    in 404 404 404 404 404 404 404 200 200 404
GET  reviews:compare reviewed-call                      in 404 404 404 404 404 404 404 200 200 404
GET  reviews:compare_export reviewed-call csv           in 404 404 404 404 404 404 404 200 200 404
GET  reviews:people                                     in 200 200 200 200 200 200 200 200 200 200
GET  reviews:profile reviewer                           in 404 404 404 404 404 404 404 200 200 404
POST reviews:profile reviewer                           in 404 404 404 404 404 404 404 200 200 404

GET  decisions:list                                     in 200 200 200 200 200 200 200 200 200 200
GET  decisions:list_export csv                          in 200 200 200 200 200 200 200 200 200 200
GET  decisions:decision decision                        in 404 200 200 200 404 404 404 200 200 404
GET  decisions:letter decision docx                     in 404 200 200 200 404 404 404 200 200 404
GET  decisions:appeal decision                          in 404 302 403 403 404 404 404 403 403 404
GET  decisions:hear_appeal appeal                       in 404 404 404 404 404 404 404 200 403 404
GET  decisions:committee committee-call                 in 404 404 404 404 404 404 404 200 200 404
POST decisions:committee committee-call                 in 404 404 404 404 404 404 404 200 403 404
POST decisions:take_chair seat                          in 404 404 404 404 404 404 404 302 403 404
POST decisions:leave_seat seat                          in 404 404 404 404 404 404 404 302 403 404
GET  decisions:ranking committee-call                   in 404 404 404 404 404 404 404 200 200 404
GET  decisions:ranking_export committee-call csv        in 404 404 404 404 404 404 404 200 200 404
GET  decisions:lots committee-call                      in 404 404 404 404 404 404 404 403 302 404
GET  decisions:rounds ranked                            in 404 200 200 200 404 404 404 200 200 404
GET  decisions:score ranked                             in 404 404 404 404 404 404 404 200 200 404
POST decisions:score ranked                             in 404 404 404 404 404 404 404 200 200 404
GET  decisions:choices committee-call                   in 404 404 404 404 404 404 404 200 200 404
GET  decisions:choice_create committee-call             in 404 404 404 404 404 404 404 200 200 404
POST decisions:choice_create committee-call             in 404 404 404 404 404 404 404 200 200 404
GET  decisions:choices_compare committee-call           in 404 404 404 404 404 404 404 200 200 404
GET  decisions:choice choice                            in 404 404 404 404 404 404 404 200 200 404
GET  decisions:choice_edit choice                       in 404 404 404 404 404 404 404 200 200 404
POST decisions:choice_edit choice                       in 404 404 404 404 404 404 404 200 200 404
POST decisions:choice_solve choice                      in 404 404 404 404 404 404 404 302 302 404
POST decisions:choice_copy choice                       in 404 404 404 404 404 404 404 302 302 404
POST decisions:choice_delete choice                     in 404 404 404 404 404 404 404 302 403 404
GET  decisions:choice_export choice csv                 in 404 404 404 404 404 404 404 200 200 404
GET  decisions:ballot_open ranked                       in 404 404 404 404 404 404 404 200 403 404
POST decisions:ballot_open ranked                       in 404 404 404 404 404 404 404 200 403 404
GET  decisions:ballot ballot                            in 404 404 404 404 404 404 404 200 200 404
POST decisions:ballot ballot                            in 404 404 404 404 404 404 404 200 200 404
POST decisions:ballot_count ballot                      in 404 404 404 404 404 404 404 302 403 404
POST decisions:cancel_ballot ballot                     in 404 404 404 404 404 404 404 302 403 404
GET  decisions:conditions                               in 200 200 200 200 200 200 200 200 200 200
GET  decisions:conditions_export csv                    in 200 200 200 200 200 200 200 200 200 200
GET  decisions:condition condition                      in 404 200 200 200 404 404 404 200 200 404
POST decisions:condition condition                      in 404 200 200 200 404 404 404 200 200 404
POST decisions:accept_evidence condition                in 404 403 403 403 404 404 404 302 403 404
POST decisions:send_back_evidence condition             in 404 403 403 403 404 404 404 302 403 404
POST decisions:waive_condition condition                in 404 403 403 403 404 404 404 302 403 404
GET  decisions:propose_waiver condition                 in 404 403 403 403 404 404 404 200 403 404
GET  decisions:evidence_file evidence                   in 404 200 200 200 404 404 404 200 200 404

GET  payments:projects                                  in 200 200 200 200 200 200 200 200 200 200
GET  payments:projects_export csv                       in 200 200 200 200 200 200 200 200 200 200
GET  payments:project money-project                     in 404 200 200 200 404 404 404 200 404 404
GET  payments:plan agreed-project                       in 404 403 403 403 404 404 404 200 404 404
GET  payments:agreement money-project docx              in 404 200 200 200 404 404 404 200 404 404
GET  payments:sign agreed-project                       in 404 200 403 403 404 404 404 200 404 404
GET payments:document money-project payment money-payment in 404 200 200 200 404 404 404 200 404 404
GET  payments:spend money-project                       in 404 200 403 403 404 404 404 403 404 404
GET  payments:spent_export money-project csv            in 404 200 200 200 404 404 404 200 404 404
GET  payments:refund money-project                      in 404 403 403 403 404 404 404 200 404 404
POST payments:suspend money-project                     in 404 403 403 403 404 404 404 302 404 404
POST payments:resume money-project                      in 404 403 403 403 404 404 404 302 404 404
GET  payments:close money-project                       in 404 403 403 403 404 404 404 200 404 404
POST payments:accept_expenditure spent                  in 404 403 403 403 404 404 404 302 404 404
POST payments:return_expenditure spent                  in 404 403 403 403 404 404 404 302 404 404
GET  payments:payments                                  in 200 200 200 200 200 200 200 200 200 200
GET  payments:payments_export csv                       in 200 200 200 200 200 200 200 200 200 200
GET  payments:prepare money-tranche                     in 404 403 403 403 404 404 404 200 404 404
GET  payments:payment money-payment                     in 404 200 200 200 404 404 404 200 404 404
POST payments:approve_payment money-payment             in 404 403 403 403 404 404 404 403 404 404
POST payments:return_payment money-payment              in 404 403 403 403 404 404 404 302 404 404
POST payments:pay money-payment                         in 404 403 403 403 404 404 404 302 404 404
GET  payments:reports                                   in 200 200 200 200 200 200 200 200 200 200
GET  payments:reports_export csv                        in 200 200 200 200 200 200 200 200 200 200
GET  payments:report report-due                         in 404 200 200 200 404 404 404 200 404 404
POST payments:accept_report report-due                  in 404 403 403 403 404 404 404 302 404 404
POST payments:return_report report-due                  in 404 403 403 403 404 404 404 302 404 404
POST payments:skip_report report-due                    in 404 403 403 403 404 404 404 302 404 404
GET  payments:extend_report report-due                  in 404 403 403 403 404 404 404 200 404 404
GET  payments:contributions                             in 200 200 200 200 200 200 200 200 200 200
GET  payments:contributions_export csv                  in 200 200 200 200 200 200 200 200 200 200
GET  payments:pledge                                    in 403 403 403 403 200 200 403 200 403 403
GET  payments:contribution gift                         in 404 404 404 404 404 200 404 200 404 404
GET  payments:receive gift                              in 404 404 404 404 404 403 404 200 404 404
GET  payments:pledge_document gift                      in 404 404 404 404 404 200 404 200 404 404
GET  payments:receipt gift arrived docx                 in 404 404 404 404 404 200 404 200 404 404
GET  payments:instalment_document gift arrived          in 404 404 404 404 404 200 404 200 404 404

GET  funds:list                                        200 200 200 200 200 200 200 200 200 200 200
GET  funds:funds_export csv                            200 200 200 200 200 200 200 200 200 200 200
GET  funds:fund fund                                   200 200 200 200 200 200 200 200 200 200 200
GET  funds:rules fund number                           200 200 200 200 200 200 200 200 200 200 200
GET  funds:calls                                       200 200 200 200 200 200 200 200 200 200 200
GET  funds:calls_export csv                            200 200 200 200 200 200 200 200 200 200 200
GET  funds:call open-call                              200 200 200 200 200 200 200 200 200 200 200
GET  funds:call draft-call                             404 404 404 404 404 404 404 404 200 200 404
GET  funds:create                                       in 403 403 403 403 403 403 403 200 403 403
GET  funds:edit fund                                    in 403 403 403 403 403 403 403 200 403 403
GET  funds:rules_write fund                             in 403 403 403 403 403 403 403 200 403 403
POST funds:rules_activate fund number                   in 403 403 403 403 403 403 403 302 403 403
GET  funds:call_create fund                             in 403 403 403 403 403 403 403 200 403 403
GET  funds:call_edit draft-call                         in 404 404 404 404 404 404 404 200 403 404
GET  funds:call_terms draft-call                        in 404 404 404 404 404 404 404 200 403 404
POST funds:call_delete draft-call                       in 404 404 404 404 404 404 404 302 403 404
POST funds:publish draft-call                           in 404 404 404 404 404 404 404 302 403 404
GET  funds:call_change open-call                        in 403 403 403 403 403 403 403 200 403 403
GET  funds:call_extend open-call                        in 403 403 403 403 403 403 403 200 403 403
POST funds:close open-call                              in 403 403 403 403 403 403 403 302 403 403
POST funds:reopen closed-call                           in 403 403 403 403 403 403 403 302 403 403
POST funds:decide_call closed-call                      in 403 403 403 403 403 403 403 302 403 403
POST funds:archive_call decided-call                    in 403 403 403 403 403 403 403 302 403 403
GET  funds:ask open-call                                in 403 200 200 200 200 200 200 403 403 200
POST funds:follow open-call                             in 302 302 302 302 302 302 302 302 302 302
POST funds:unfollow open-call                           in 302 302 302 302 302 302 302 302 302 302
GET  funds:answer call-question                         in 404 403 404 404 404 404 404 200 404 404
GET  funds:fits_need need                              200 200 200 200 200 200 200 200 200 200 200
GET  funds:fits_need draft-need                        404 404 200 200 200 404 404 404 404 404 404
GET  funds:fits_proposal own-proposal                  404 404 200 404 404 404 404 404 404 404 404

GET  administration:desk                                in 403 403 403 403 403 403 403 200 403 403
GET  administration:terms fund                          in 404 404 404 404 404 404 404 200 404 404
GET  administration:pipeline                            in 403 403 403 403 403 403 403 200 403 403
GET  administration:pipeline_export csv                 in 403 403 403 403 403 403 403 200 403 403
GET  administration:trail                               in 403 403 403 403 403 403 403 200 403 403
GET  administration:trail_export csv                    in 403 403 403 403 403 403 403 200 403 403

GET  monitoring:list                                   in 200 200 200 200 200 200 200 200 200 200
GET  monitoring:export csv                             in 200 200 200 200 200 200 200 200 200 200
GET  monitoring:all_values csv                         in 200 200 200 200 200 200 200 200 200 200
GET  monitoring:detail monitored                       in 404 200 200 200 404 404 404 200 404 404
GET  monitoring:framework monitored                    in 404 200 200 200 404 404 404 200 404 404
GET  monitoring:values_export monitored csv            in 404 200 200 200 404 404 404 200 404 404
GET  monitoring:values monitored number                in 404 200 200 200 404 404 404 200 404 404
GET  monitoring:workbook monitored number              in 404 200 200 200 404 404 404 200 404 404
POST monitoring:upload monitored number                in 404 200 403 403 404 404 404 403 404 404
GET  monitoring:revise monitored                       in 404 200 403 403 404 404 404 403 404 404
GET  monitoring:decide monitored                       in 404 403 403 403 404 404 404 200 404 404
GET  monitoring:value draft-value                      in 404 200 200 200 404 404 404 200 404 404
POST monitoring:submit_value draft-value               in 404 302 403 403 404 404 404 403 404 404
POST monitoring:approve_value waiting-value            in 404 403 403 403 404 404 404 302 404 404
POST monitoring:return_value waiting-value             in 404 403 403 403 404 404 404 302 404 404
GET  monitoring:evidence draft-value value-file        in 404 200 200 200 404 404 404 200 404 404
POST monitoring:remove_evidence draft-value value-file in 404 302 403 403 404 404 404 403 404 404
GET  monitoring:revision framework-change              in 404 200 200 200 404 404 404 200 404 404
POST monitoring:agree_revision framework-change        in 404 403 403 403 404 404 404 302 404 404
POST monitoring:decline_revision framework-change      in 404 403 403 403 404 404 404 302 404 404
POST monitoring:withdraw_revision framework-change     in 404 302 403 403 404 404 404 403 404 404

GET  progress:lights                                    in 200 200 200 200 200 200 200 200 200 200
GET  progress:lights_export csv                         in 200 200 200 200 200 200 200 200 200 200
GET  progress:plan progress-place                       in 404 200 200 200 404 404 404 200 404 404
GET  progress:plan_export progress-place csv            in 404 200 200 200 404 404 404 200 404 404
GET  progress:milestone progress-milestone              in 404 200 403 403 404 404 404 403 404 404
GET  progress:milestone_paper progress-milestone        in 404 200 200 200 404 404 404 200 404 404
GET  progress:register progress-place                   in 404 200 200 200 404 404 404 200 404 404
GET  progress:register_export progress-place csv        in 404 200 200 200 404 404 404 200 404 404
GET  progress:entry_new progress-place                  in 404 200 403 403 404 404 404 200 404 404
GET  progress:entry progress-risk                       in 404 200 200 200 404 404 404 200 404 404
POST progress:close_entry progress-risk                 in 404 302 403 403 404 404 404 302 404 404
POST progress:reopen_entry progress-settled             in 404 302 403 403 404 404 404 302 404 404
GET  progress:visits progress-place                     in 404 200 200 200 404 404 404 200 404 404
GET  progress:visit_new progress-place                  in 404 200 403 403 404 404 404 200 404 404
GET  progress:visit progress-visit                      in 404 200 200 200 404 404 404 200 404 404
GET  progress:visit progress-note                       in 404 404 404 404 404 404 404 200 404 404
GET  progress:visit_edit progress-note                  in 404 404 404 404 404 404 404 200 404 404
POST progress:file_visit progress-note                  in 404 404 404 404 404 404 404 302 404 404
POST progress:delete_visit progress-note                in 404 404 404 404 404 404 404 302 404 404
GET  progress:visit_paper progress-visit seen-paper       in 404 200 200 200 404 404 404 200 404 404
POST progress:drop_paper progress-note note-paper        in 404 404 404 404 404 404 404 302 404 404
GET  progress:hand_overs progress-place                 in 404 200 200 200 404 404 404 200 404 404
GET  progress:hand_over_new progress-place              in 404 403 403 403 404 404 404 403 404 404
GET  progress:state_hand_over progress-hand-over        in 404 200 403 403 404 404 404 403 404 404
GET  progress:hand_over_paper progress-word             in 404 200 200 200 404 404 404 200 404 404

GET  observations:list                                  in 200 200 200 200 200 200 200 200 200 200
GET  observations:export csv                            in 200 200 200 200 200 200 200 200 200 200
GET  observations:detail observed                       in 404 200 200 200 404 200 200 404 404 200
GET  observations:assign observed                       in 404 403 403 403 404 403 200 404 404 403
POST observations:verify_observation observed           in 404 403 403 403 404 403 403 404 404 302
POST observations:return_observation observed           in 404 403 403 403 404 403 403 404 404 302
GET  observations:paper observed observed-item          in 404 200 200 200 404 200 200 404 404 200

GET  evaluation:list                                  200 200 200 200 200 200 200 200 200 200 200
GET  evaluation:export csv                            200 200 200 200 200 200 200 200 200 200 200
GET  evaluation:scales                                200 200 200 200 200 200 200 200 200 200 200
GET  evaluation:agreement                              in 403 403 403 403 403 403 200 200 403 200
GET  evaluation:write_scale six                        in 403 403 403 403 403 403 200 403 403 403
GET  evaluation:sample                                 in 403 403 403 403 403 403 200 403 403 403
GET  evaluation:of_undertaking eval-place              in 404 200 200 200 404 200 200 404 404 200
GET  evaluation:plan eval-place                        in 404 403 403 403 404 403 200 404 404 403
GET  evaluation:detail eval-planned                   404 404 200 200 200 404 200 200 404 404 200
GET  evaluation:detail eval-published                 200 200 200 200 200 200 200 200 200 200 200
GET  evaluation:paper eval-published docx             200 200 200 200 200 200 200 200 200 200 200
GET  evaluation:paper eval-draft docx                 404 404 403 403 403 404 403 403 404 404 200
GET  evaluation:change_plan eval-planned               in 404 403 403 403 404 403 200 404 404 403
GET  evaluation:ask_evaluator eval-planned             in 404 403 403 403 404 403 200 404 404 403
POST evaluation:declare_independence eval-asked        in 404 403 403 403 404 403 403 404 404 302
GET  evaluation:decline_evaluation eval-asked          in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:take_off_evaluator eval-asked          in 404 403 403 403 404 403 200 404 404 403
POST evaluation:begin_scoring eval-planned             in 404 403 403 403 404 403 302 404 404 403
POST evaluation:cancel_evaluation eval-planned         in 404 403 403 403 404 403 302 404 404 403
GET  evaluation:score eval-scoring                     in 404 403 403 403 404 403 403 404 404 200
POST evaluation:autosave eval-scoring                  in 404 403 403 403 404 403 403 404 404 409
GET  evaluation:add_document eval-scoring              in 404 403 403 403 404 403 403 404 404 200
POST evaluation:close_scoring eval-scoring             in 404 403 403 403 404 403 403 404 404 302
GET  evaluation:document eval-document                 in 404 200 200 200 404 200 200 404 404 200
GET  evaluation:write_report eval-out                  in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:settle_score eval-criterion            in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:circulate eval-draft                   in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:comment eval-out                       in 404 200 403 403 404 200 403 404 404 403
GET  evaluation:answer_comment eval-comment            in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:close_comments eval-out                in 404 403 403 403 404 403 403 404 404 200
GET  evaluation:respond eval-advice                    in 404 200 403 403 404 403 403 404 404 403
POST evaluation:close_response eval-responding         in 404 403 403 403 404 403 302 404 404 403
GET  evaluation:follow_up eval-response                in 404 200 403 403 404 403 403 404 404 403
GET  evaluation:consent eval-final                     in 404 200 403 403 404 200 403 404 404 403
POST evaluation:publish_evaluation eval-final          in 404 403 403 403 404 403 302 404 404 403
POST evaluation:unpublish_evaluation eval-published    in 403 403 403 403 403 403 302 403 403 403

GET  study:list                                        200 200 200 200 200 200 200 200 200 200 200
GET  study:export csv                                  200 200 200 200 200 200 200 200 200 200 200
GET  study:ask                                          in 403 200 200 200 200 200 200 200 200 200
GET  study:detail study                                200 200 200 200 200 200 200 200 200 200 200
GET  study:status study                                200 200 200 200 200 200 200 200 200 200 200
GET  study:paper study docx                            200 200 200 200 200 200 200 200 200 200 200
"""
PEOPLE, *LINES = [line.split() for line in TABLE.splitlines() if line.strip()]
COUNT = len(PEOPLE)
ROWS = [(verb, name, tuple(rest[:-COUNT]), rest[-COUNT:]) for verb, name, *rest in LINES]
NAMES = {name for _verb, name, _about, _answers in ROWS}
VERBS_OF = {name: {row[0] for row in ROWS if row[1] == name} for name in NAMES}


def _own_addresses(patterns, namespace=""):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            if entry.callback.__module__.startswith(OURS):
                yield f"{namespace}{entry.name}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _own_addresses(entry.url_patterns, inner)


def test_every_address_of_our_own_has_a_line_in_the_table():
    found = set(_own_addresses(get_resolver().url_patterns))
    assert sorted(found - NAMES) == []
    assert sorted(NAMES - found) == []


@cache
def _one_page():
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "National report of Kenya on the Programme of Action, 2014")
    canvas.drawString(72, 700, "Kenya requests steel racks for 38 police stations.")
    canvas.save()
    return page.getvalue()


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """Make the records once for all tests, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = _made()
        sync.drain()  # or each page that searches indexes all of them, and that is taken back
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def records(everything, db):
    return everything


def _made():
    """Make one record of each kind that the table names; Kenya asks, the Nordic Agency gives."""
    for name in PEOPLE[1:]:
        cast.join(name)
    report = reports.read(_one_page(), "report.pdf")
    draft_need = needs.draft()
    return {
        **people.records(),
        **news.records(),
        "search": searches.saved(cast.join("amina"), shared_with=needs.kenya()),
        "need": (need := needs.published()),
        **disclosed.records_for_the_table(need),
        **renewals.records(report, waiting=draft_need, answered=need),
        **round_tables.records_for_the_table(),
        **(agreed := agreements.records_for_the_table()),
        **opendata.records_for_the_table(agreed["agreement"], people.TOKEN),
        **applications.records_for_the_table(),
        "comment": writing.comment_of(cast.join("amina"), draft_need),
        "sheet": sheeting.checked(),
        "note": noting.attach(need),
        **clocked.records_for_the_table(),
        **funds.records_for_the_table(),
        "study": studies.study(),
        "given-up": working.given_up(),
        "kenya": needs.kenya(),
        "other-need": (other := needs.published()),
        "submitted-need": needs.submitted(),
        "draft-need": draft_need,
        "offer": (offer := offers.published()),
        **introductions.records_for_the_table(other, offer),
        **bundles.records_for_the_table(need, offer),
        **checks.records_for_the_table(need, offer),
        "submitted-offer": offers.submitted(),
        "draft-offer": offers.draft(),
        "paused-offer": offers.in_state("paused"),
        "weights": active_weights(),
        "report": report,
        "candidate": reports.drawn(report, "steel racks for 38 police stations"),
        **ledger.records_for_the_table(),
        **lessons.records_for_the_table(),
        **reviews.records_for_the_table(),
        **decisions.records_for_the_table(),
        **proposals.records_for_the_table(),
        **coordination.records_for_the_table(),
        **payments.records_for_the_table(),
        **monitored.records_for_the_table(),
        **progress.records_for_the_table(),
        **observed.records_for_the_table(),
        **evaluations.records_for_the_table(),
        **figures.records_for_the_table(),
        "scenario": allocation.solved(),  # last: what changes after it makes it out of date
    }


def _address(name, about, records):
    plain = {"csv": "csv", "pairs": "pairs", "page": 1, "number": 1, "token": people.TOKEN}
    plain |= {
        "docx": "docx",
        "six": "six",
        "ken": "ken",
        "giver": "giver",
        "json": "json",
        "end": "end",
        "secretariat": "secretariat",
        "shortlist": "shortlist",
        "reject": "reject",
        "a-need": "need",
        "a-proposal": "proposal",
        "an-offer": "offer",
        "entry": "MRK.03-1",
    }
    plain |= {source: source for source in ("finish_need", "publish_offer")}
    plain |= {"answer": "answer", "payment": "payment", "in-task": "task"}
    plain |= {word: word for word in ("summary", "budget", "oc1")}
    plain |= {word: word for word in ("shares", "offers", "requests")}
    plain |= {word: word for word in ("all", "up", "en", "dossier", "heat", "sign", "confirm")}
    plain |= {word: word for word in ("KEN", "EAC", "figures", "funded")}
    return reverse(name, args=[plain.get(word) or records[word].pk for word in about])


def _answers(about, records):
    """Return a form that is good enough for every deed of the table."""
    subject = records.get(about[-1]) if about else None
    return {
        "version": getattr(subject, "version", 1),
        "record": f"need-{records['draft-need'].pk}",
        "reason": "It no longer applies",
        "organisation": Organisation.objects.get(name="Kenya").pk,
        "quote": "Kenya requests steel racks",
        "title": "Steel racks",
        "listing": "needs",
        "table": records["round-table"].pk,
        "name": "Racks",
        "frequency": "none",
    }


def _answer(client, verb, address, answers):
    """Ask once and take back whatever it did; say `in` for the way to the sign-in page."""
    with transaction.atomic():
        response = getattr(client, verb.lower())(address, answers)
        assert not response.streaming or list(response)  # read to the end, the file is closed
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response.url.startswith(reverse("account_login"))
    return "in" if to_sign_in else str(response.status_code)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_address_answers_each_person_as_the_table_says(records, visit, person):
    client = visit(None if person == "visitor" else cast.join(person))
    expected, answered = {}, {}
    for verb, name, about, wanted in ROWS:
        line = " ".join((verb, name, *about))
        expected[line] = wanted[PEOPLE.index(person)]
        address = _address(name, about, records)
        answers = _answers(about, records) if verb == "POST" else {}
        answered[line] = _answer(client, verb, address, answers)
    assert answered == expected


@pytest.mark.parametrize("person", ["visitor", "amina", "dina", "sofia"])
def test_what_is_posted_is_never_followed_as_a_link(records, visit, person):
    client = visit(None if person == "visitor" else cast.join(person))
    deeds = [row for row in ROWS if VERBS_OF[row[1]] == {"POST"}]
    answered = {
        row[1]: _answer(client, "GET", _address(row[1], row[2], records), {}) for row in deeds
    }
    assert answered == dict.fromkeys(answered, "405")
    assert len(answered) > 20

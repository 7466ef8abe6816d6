export const letters = `
@kinds-of-letter, separated
business-letter, complaint-letter, cover-letter, personal-letter, bank-letter, landlord-letter, school-letter, reference-letter, resignation-letter, invitation-letter, sales-letter, council-letter

@letter-head
<company> // <address> // [Telephone|Tel]: <phone> // <date> // <person> // <address>
<person> // <address> // <date> // [The Manager|Customer Services|The Editor|Human Resources Department|The Principal|To whom it may concern|Director] // <company> // <address>
<date> // [Our ref|Ref|Your reference]: [AB|KL|]/#### // <person> // <address>
<address> // <date>

@greeting
Dear [Mr|Mrs|Ms|Dr|Professor|Mr and Mrs] <last>,
Dear [Sir|Madam|Sir or Madam|Sirs|customer|valued customer|colleague|resident|parent|parents and guardians|Hiring Manager|member|friends|neighbour|tenant|shareholder],
Dear <first>,
To whom it may concern,

@regarding
[Re|RE|Subject|Regarding]: [your letter of <date>|outstanding balance|your account ####|termination of agreement|position of <job>|change of address|your enquiry|meeting on <date>|renewal of your policy|our conversation]

@job, separated
sales assistant, project engineer, nurse, teacher, accountant, office manager, software developer, driver, chef, librarian, marketing assistant, electrician

@closing
[Yours sincerely|Yours faithfully|Sincerely|Best regards|Kind regards|With best wishes|Yours truly|Respectfully yours|Warm regards|Sincerely yours|Cordially], // <person> // [Managing Director|Customer Relations Manager|Head Teacher|Secretary|Branch Manager|Chairman|Vice President|Director of Operations||]
[Love|All my love|Lots of love|Your friend|Take care|See you soon|Best|As ever], // <first>
[Very truly yours|Yours sincerely], // <person> // [Enclosure|Encl.|Enc.|cc: <person>|P.S. Please give my regards to your family]

@polite
[Thank you for your letter dated|Thank you for your letter of|With reference to your letter of|Further to our telephone conversation of|We acknowledge receipt of your letter dated] <date>.
[Please do not hesitate to contact me|Please feel free to contact us|Should you require any further information please contact me|If you have any questions, please call me] [at your convenience|on <phone>|if you wish to discuss this further|by email or telephone].
[I look forward to hearing from you|We look forward to your reply|I look forward to meeting you|We hope to hear from you soon|I would be grateful for an early reply|We trust this is satisfactory|Thank you for your time and consideration|Thank you in advance for your help|We apologise for any inconvenience this may have caused|Please accept our sincere apologies for the delay].
[Enclosed please find|Please find enclosed|I enclose|Attached is] [a copy of the agreement|the documents you requested|my curriculum vitae|a cheque for the amount|our latest catalogue|the signed contract|a stamped addressed envelope].

@matter
[I am writing to|We are writing to|I write to|This letter is to|It is my pleasure to|I regret to|We are pleased to|I wish to] [inform you|let you know|confirm|advise you|ask|enquire|express my concern|bring to your attention|notify you|request|explain|remind you] [that|about|regarding] [the meeting has been postponed|your application was successful|our offices will move|the work will begin next month|the decision of the committee|the proposed development|the arrangements for the conference|a matter of some importance|the terms of our agreement|the recent changes|my intention to leave|the delivery which has not arrived].
[As you know|As we discussed|As you may be aware|As agreed|In our opinion|In view of the circumstances|Unfortunately|After careful consideration|Following our review|On behalf of the board|At the meeting last week], [we have decided to proceed|the board has approved the plan|the company will introduce new rules|we are unable to accept your proposal|the schedule has changed|I have been unable to reach you|the matter is receiving our attention|we have not received your answer|the committee considered your request|we must ask you to act promptly|there are several points to settle|I would like to arrange a meeting].
[We value your support|Your help has meant a great deal to us|We very much appreciate your cooperation|I appreciate your patience|We understand your concern|I was sorry to hear of your difficulties|We are confident that you will understand|It would be helpful if you could reply by <date>|Would you kindly let me know your decision|Please let us know whether you can attend|I should be glad to discuss the details with you|We propose to meet on <date> at our office].

@business-letter
<letter-head> // <greeting> // [<regarding> // |]<polite> <2-6~ matter> // <1-3~ matter> <1-2~ polite> // <closing>
<greeting> // <2-6~ matter> // <1-3~ polite> // <closing>

@complaint-letter
<letter-head> // <greeting> // [<regarding> // |][I am writing to complain about|I wish to express my dissatisfaction with|I was most disappointed with] the [washing machine|holiday|service|flight|sofa|telephone line|train journey] [I bought from your store|which I booked through your agency|that your company provided] on <date>. [When it arrived it did not work|The driver was two hours late|Nobody answered my calls|The promised repair was never done|The goods were damaged]. [I have tried several times to resolve this with your staff without success|I have kept the original packaging|This has caused me considerable inconvenience|I have been a loyal customer for many years]. [I expect a full refund|I would like a replacement|I must insist that you put this right|I request compensation] within [14 days|one month|a reasonable time]. [Otherwise I shall seek legal advice|Failing that I will contact the ombudsman|] <polite> // <closing>

@cover-letter
<person> // <address> // <date> // <greeting> // [I am writing to apply for|I would like to be considered for|I was excited to see|Please accept this letter as my application for] the [position|post|role|vacancy] of <job> [advertised|which I saw advertised] [on your website|in the newspaper|last week]. [I have # years of experience in this field|I recently graduated with a degree|In my current role I lead a small team|My previous position taught me how to work under pressure]. [I believe my skills and enthusiasm make me a strong candidate|I am a quick learner who works well with others|I would welcome the opportunity to discuss how I could contribute to your team|I admire your company's reputation]. [My curriculum vitae is enclosed|I am available for interview at any time|References are available on request]. <polite> // <closing>

@personal-letter
<address> // <date> // <greeting> // <4-10~ news> // <closing>
<greeting> // <4-10~ news> // <closing>
@news
[Thank you so much for your lovely letter|I hope you are all well|It was wonderful to hear from you|I am sorry I have not written sooner|How are you and the family|Sorry for the long silence].
[We have been busy with the garden|The children have started school again|Last week we visited grandma by the sea|<first> has a new job in <city>|The weather has been dreadful|Your father and I went walking in the hills|We moved into the new house in <month>|The baby is growing so fast|I passed my driving test at last|<first> and <first> are getting married in <month>].
[Do write and tell me your news|Give my love to everyone|You must come and stay with us in the summer|I miss you all very much|We would love to see you at Christmas|Please write back soon|I will telephone when I get home|Kiss the little ones from me|I often think of the days we spent together|I can hardly wait to see you].
[Many thanks for|Thank you ever so much for|How kind of you to send] [the photographs|the parcel|your card|the birthday present|the books|the flowers|the news]. [It came|It arrived|They came] [on Friday|just in time|safely|yesterday].
[Time flies|It has been ages since we met|It seems only yesterday that you were here|What a year it has been|I often meant to write]. [My sister|Grandfather|Mother|Aunt <first>|Our neighbour|My brother|The dog] [sends you greetings|is much better now|came to live with us|has been ill|asks after you|enjoys the quiet|still remembers your visit].
[Have you any plans for|Could you come to us at|Will you be at home for] [Easter|the holidays|Whitsun|half term|New Year|the harvest]? [Let me know|Tell me|Write to me] [how you are getting on|about the new job|when the train arrives|what the doctor says|if you need anything].

@bank-letter
<place> [Bank|Insurance|Building Society|Pension Fund|Credit Union|Investments] // <address> // <date> // <person> // <address> // <greeting> // <regarding> // [We are writing about your account ending ####|Your policy is due for renewal on <date>|We are changing the terms of your savings account|Your loan agreement has been approved|We noticed unusual activity|Your claim has been assessed]. [From <date> the interest rate will be #.##%|You do not need to do anything|Please sign and return the enclosed agreement|Your premium will be unchanged|Please contact your branch within 14 days|Your payment has not reached us]. <matter> <polite> // <closing>

@landlord-letter
<letter-head> // <greeting> // [This letter is formal notice|I am giving you notice|We hereby give you notice|I am writing as your tenant|I write as your landlord] [to end the tenancy|that the rent will increase|that I will vacate the property|that access is needed for repairs|about the leaking roof|about noise from the flat above] at <address>. [The keys will be returned on <date>|The deposit should be returned to my new address|The tenancy requires one month's notice|The heating has not worked for two weeks|Please arrange for an inspection|Workmen will call between 9 and 5]. <1-2~ polite> // <closing>

@school-letter
<place> [Primary School|High School|Academy|University|College] // <address> // <date> // Dear [parents|Parent or Guardian|students|Mr and Mrs <last>|all], // [We are delighted to announce|I am writing to inform you about|We would like to invite you to|Please note the arrangements for] [the school trip|the summer concert|parents' evening|the new timetable|sports day|graduation|our open day|your child's progress] on <date>. [Children should bring a packed lunch|Please return the slip by Friday|Tickets can be bought from the office|The coach will leave at <time>|Uniform must be worn|Your son has worked hard this term|Your daughter was absent on three days]. <0-2~ matter> [We thank you for your continued support|We look forward to seeing you there]. // <closing>

@reference-letter
<letter-head> // To whom it may concern, // [I have known <first> for # years|<person> worked for us from <month> to <month>|It is a pleasure to recommend <person>|I am happy to provide a reference for <person>]. [During that time he proved reliable and hard working|She was punctual, honest and liked by her colleagues|His work was of the highest standard|She showed initiative and good judgement|He was a considerate tenant who paid his rent on time]. [I recommend her without hesitation|I have no doubt he will be an asset|I wish her every success|We were sorry to see him leave]. <polite> // <closing>

@resignation-letter
<date> // <greeting> // [Please accept this letter as formal notification of my resignation|I hereby resign|I am writing to tell you that I have decided to leave] from my position as <job>. [My last day will be <date>|My notice period is # weeks]. [I have enjoyed working with you and the team|Thank you for the opportunities you have given me|I am grateful for your support and guidance]. [I will do all I can to make the handover smooth|Please let me know how I can help to train my replacement|I wish you and the company well]. // <closing>

@invitation-letter
<letter-head> // <greeting> // [On behalf of the committee|It gives me great pleasure to|We have the honour to|I would be delighted to] invite you to [our annual dinner|the opening of the new library|speak at our conference|the wedding of our daughter|a reception|a charity concert] on <date> at <time> [in the town hall|at our house|at the <place> Hotel]. [Dress is formal|Dinner will be served|Your expenses will be met|There will be music and dancing]. [Kindly reply by <date>|Please let us know if you can come|We do hope you will join us]. <matter> // <closing>

@sales-letter
<letter-head> // <greeting> // [Are you paying too much for|Have you thought about|Imagine|We are pleased to introduce our new range of] [<service>|<goods>]? [As a valued customer you are entitled to a special offer|For over ## years our company has served businesses like yours|Our team will be glad to visit you|I am enclosing a brochure that describes our products]. <1-3~ matter> <polite> // <closing>

@council-letter
[City of|Town of|County of] <city> // [Office of the Mayor|Planning Department|Parks and Recreation|Department of Public Works|Electoral office] // <date> // <greeting> // <regarding> // [Residents are advised|We refer to your application|We have received a number of comments|You are hereby notified|Our records show] [that the road will be closed|concerning the hedge at your property|that refuse collection will change|that you have been selected for jury service|that the footpath is to be repaired]. <1-4~ matter> <polite> // <closing>
`;

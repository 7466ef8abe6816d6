export const forms = `
@kinds-of-form, separated
application-form, patient-form, registration-form, feedback-form, fax-form, claim-form, order-form, inspection-form, permission-form, tax-form, blank-form, lab-form, leave-form

@answered
<person>
<date>
<city>
[Yes|No|N/A|X|none|see attached]
______________
<phone>

@personal
[Full Name|Name|Name of applicant|Surname|Last name|First name(s)|Applicant's name|Name (please print)|Middle initial|Maiden name]: <person>
[Date of Birth|DOB|Birth date|Date of birth (dd/mm/yyyy)|Place of birth]: <date>
[Address|Home address|Street address|Permanent address|Mailing address|Current address|Postcode|Zip code|City|State|Country]: <street>
[Telephone|Phone|Daytime phone|Mobile|Home phone|Cell|Fax]: <phone>
[Email|E-mail address]: <email>
[Gender|Sex]: [Male Female|M / F|Female|Male|( ) Male ( ) Female ( ) Other]
[Marital status|Nationality|Citizenship|Occupation|Employer|Job title|Religion|Ethnic origin]: [single|married|British|Malaysian|teacher|engineer|<company>]
[Passport No|ID number|Social Security No|National Insurance number|IC No|Student ID|Member number|Licence number]: [A|B|]########
[Emergency contact|Next of kin|Relationship|Guardian|Spouse name]: <person>

@ending
[Signature|Signature of applicant|Signed|Sign here|Applicant's signature|Authorised signature|Parent signature]: ____________ [Date|Date signed]: <answered>
[I declare that the information given is true and complete|I certify that the above statements are correct to the best of my knowledge|By signing below I agree to the terms and conditions|I consent to the processing of my personal information|I hereby authorise the release of the information requested].
[For office use only|FOR OFFICIAL USE ONLY|Office use|Do not write below this line|To be completed by staff]: [Received|Approved by|Checked by|Reference no|Date received|Processed by] <answered>
[Return this form to|Please return completed form to|Send completed form to|Submit this form with supporting documents to] <address>

@hint
[Please print clearly|Please complete in block capitals|Use black ink|Please tick all that apply|Tick one box only|Check the appropriate box|All fields marked * are required|Attach copies of supporting documents|Please type or print|Complete all sections|Read the instructions on the back before you fill in this form|Delete as appropriate|Circle one|If yes, please give details|Continue on a separate sheet if necessary|Use additional sheets if required].

@section
[Section|SECTION|Part|PART] [A|B|C|1|2|3|I|II][:|.|] [Personal details|Applicant information|Contact details|Employment history|Education|Declaration|Medical history|Payment|Household|Vehicle details|Bank details|Additional information]
<hint>

@box
[Yes|No|Male|Female|Full time|Part time|New|Renewal|Urgent|Routine|Excellent|Good|Fair|Poor|Other (please specify)|Agree|Disagree|Not applicable]

@boxes
<2-5~ box>
<question> [Yes|YES] [No|NO]

@question
[Do you have any allergies|Are you currently employed|Have you applied before|Do you smoke|Have you ever been convicted of an offence|Is this your first visit|Do you require assistance|Are you over 18|Have you had surgery|Is the vehicle insured|Would you recommend us to a friend]?
[How did you hear about us|What is the purpose of your visit|Reason for application|Please describe the incident|Describe any injuries|List current medications|Comments|Any other comments|Reason for leaving|Please explain|Suggestions]: <answered>

@application-form
[APPLICATION FOR EMPLOYMENT|Application Form|Membership Application|Loan Application|Visa application form|Rental application|Scholarship Application Form|Application for a licence|Request for a permit|Passport application|Credit card application] // [Form no. ##-###|Rev. <date>|OMB No. ####-####|Page 1 of 2|] // <section> // <4-9 personal> // <section> // <1-4 question> // <boxes> // [Position applied for|Type of membership|Amount requested|Course|Purpose|Salary expected|Date available]: <answered> // <2-4 ending>
<company> // [Job application|Employment application] // <hint> // <3-7 personal> // [School attended|Qualification|Degree|References|Previous employer|Dates of employment]: <answered> // <1-3 question> // <1-3 ending>

@patient-form
[Patient Information|Patient registration|Medical History Form|Patient intake form|Dental questionnaire|Consent form|Immunisation record|New patient questionnaire] // <3-7 personal> // [Doctor|Physician|Insurance company|Policy number|Group no|Blood type|Height|Weight|Allergies|Medication|Dose]: <answered> // <1-4 question> // <boxes> // <1-3 ending>

@registration-form
[Registration Form|Event registration|Course Enrolment Form|Student registration|Conference registration form|Vehicle Registration|Product registration card|Voter registration|Library card registration|Volunteer sign-up form|School admission form] // <hint> // <3-8 personal> // [Session|Course title|Year group|T-shirt size|Dietary requirements|Make and model|Registration number|Emergency phone]: <answered> // <boxes> // <1-3 ending>

@feedback-form
[Customer Feedback Form|Satisfaction survey|Questionnaire|Course evaluation form|Comment card|Guest survey|Employee evaluation|Complaint form] // <hint> // [Please rate the following from 1 to 5|Strongly agree Agree Neutral Disagree Strongly disagree|1 = very poor 5 = excellent|How satisfied are you with] // <2-6 rated> // <1-3 question> // <0-3 personal> // [Thank you for completing this form|Drop this form in the box|]
@rated
[Cleanliness|Friendliness of staff|Speed of service|Value for money|Quality of content|Communication|Overall impression|Punctuality|Teamwork|Organisation] 1 2 3 4 5
[Cleanliness|Staff|Service|Teaching|Facilities|Overall] <box> <box> <box>

@fax-form
[FAX|Fax Cover Sheet|FACSIMILE TRANSMITTAL|Fax transmission|Facsimile cover sheet|TELECOPY] // TO: <person> [COMPANY|ORGANIZATION]: <company> // FROM: <person> // [FAX NO|FAX NUMBER|FAX]: <phone> [PHONE|TELEPHONE NO]: <phone> // DATE: <date> // [NUMBER OF PAGES|PAGES|TOTAL PAGES INCLUDING COVER|No. of pages including this sheet]: ## // [RE|SUBJECT]: [<goods>|<service>|Your request] // [Urgent|For review|Please comment|Please reply|Confidential] // [COMMENTS|NOTES|MESSAGE|SPECIAL INSTRUCTIONS]: <answered> // [If you do not receive all pages please call|This message is intended only for the individual named above and may contain privileged information|]

@claim-form
[Insurance claim form|Expense Claim|Accident report form|Incident Report|Reimbursement request|Travel expense report|Warranty claim|Lost property form|Property damage report|Refund request form] // [Policy number|Claim no|Employee no|Department|Cost center|Case number|File no]: ######## // <2-5 personal> // [Date of loss|Date of incident|Location of accident|Time of accident|Witness|Police report number|Description of damage|Amount claimed|Mileage|Supervisor]: <answered> // <question> // <boxes> // <2-3 ending>

@order-form
[Order Form|Purchase Requisition|Sample request form|Subscription form|Work order|Service request|Material requisition|Request for supplies|Requisition] // [Requested by|Department|Ordered by|Requestor|Ship to|Authorized by|Budget code|Project no|Vendor]: <answered> // [Item|Catalog no] Quantity Description [Size|Colour|Unit] // <1-4> <goods> // [Method of payment|Card number|Expiry date|Cheque enclosed|Charge to account]: <answered> // <1-3 personal> // <1-2 ending>

@inspection-form
[Inspection Checklist|Vehicle inspection report|Safety Checklist|Site audit form|Maintenance log|Daily time sheet|Quality control form|Fire safety checklist|Equipment checkout form|Delivery checklist|Risk assessment form] // [Inspector|Location|Unit no|Checked by|Shift|Operator|Odometer|Week ending]: <answered> // <3-8 checked> // [Remarks|Action required|Defects found|Follow up|Comments]: <answered> // <1-2 ending>
@checked
[Brakes|Tyres|Lights|Fire extinguisher|Emergency exit|First aid kit|Ladder|Guard rail|Floor|Wiring|Filter|Oil level|Temperature|Hours worked|Labels|Lock] [OK|Pass|Fail|N/A|Satisfactory|Yes No|Good|Repair] <answered>

@permission-form
[Parental consent form|Field Trip Permission Slip|Photo release form|Consent to treatment|Release of information|Waiver of liability|Power of attorney form|Authorization form|Change of address form|Direct debit mandate|Nomination form] // [Child's name|Name of student|Class|Teacher|Participant|Account holder|Old address|New address|Nominee]: <answered> // [I give permission for my child to take part|I authorise the company to debit my account|I release the organisers from all liability|I do / do not give consent] // <2-5 personal> // <2-4 ending>

@tax-form
[Form ####|Form W-#|Form ###-A|Schedule B|Declaration form|Customs declaration|Return of income|Census form|Ballot paper] [20<10-26>|] // [Department of the Treasury|Department of Health|Ministry of Labour|Immigration Department|Revenue Service|City council|Board of education] // <section> // <line-item> // <line-item> // <line-item> // <2-5 personal> // [Number of dependants|Filing status|Employer identification number|Total income|Deductions|Taxable income|Exemptions claimed]: <answered> // <1-3 ending>
@line-item
<1-30>[a|b|] [Wages and salaries|Interest received|Enter the amount from line ##|Add lines # and #|Subtract line # from line #|Other income, attach schedule|Check this box if you are|Goods to declare|Number of persons in household|Multiply line # by <1-90>] [______|0|<100-9000>]

@blank-form
<3-9 blank-field> // <1-2 ending>
[Sign-in sheet|Attendance register|Telephone message|Memo|Routing slip|Transmittal form|Booking form|Contact form|Reservation form] // <3-7 blank-field>
[Example form|Sample form|Form|Data entry form|Request form] // <2-6 blank-field> // <boxes>
@blank-field
[Name|First Name|Last Name|Date|Address|Phone|Company|Department|Title|Subject|Nationality|Birthday|Gender|City|Postcode|Email|Age|Height|Amount|Comments|Time in|Time out|Signature|Initials|Approved|Male Female|Agree to privacy policy|Favourite colour|Driving licence|Language|Other][:|] [____________|]

@lab-form
[Laboratory test request|Analysis request form|Sample submission form|Test report form|Study protocol approval|Specimen collection form|Chain of custody record|Project authorization|Document clearance sheet|Product change notice] // [Sample no|Brand|Sample ID|Batch|Protocol no|Requested by|Date received|Date required|Project leader|Test|Method|Results|Lab no|Code|Specification|Originator|Distribution|Approval|Division|Region|Budget|Estimated cost]: <answered> // <4-9 lab-field> // <1-2 ending>
@lab-field
[Sample no|Brand|Type of sample|Batch number|Protocol no|Requested by|Date received|Completion date|Project leader|Test method|Results|Lab technician|Code|Specification|Originator|Distribution|Approvals|Division|Region|Budget|Estimated cost|Number of samples|Preparation|Market|Schedule|Submitted by|Supplier|Media|Effective date|cc]: <answered>

@leave-form
[Leave request form|Annual leave application|Overtime approval|Personnel action form|Staff appraisal|New employee form|Training request|Equipment loan form|Exit interview form|Payroll deduction form] // [Employee name|Employee no|Department|Position|Line manager|Start date|Effective date|Hours|Number of days|Type of leave|Reason]: <answered> // <2-6 personal> // <boxes> // [Approved|Not approved|Supervisor signature|Manager's comments|HR use only]: <answered> // <1-2 ending>
`;

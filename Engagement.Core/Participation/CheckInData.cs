using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>The session that somebody is about to check in to.</summary>
/// <param name="Ticket">Proof that a right code was given; goes back with the form.</param>
/// <param name="Program">Its program.</param>
/// <param name="Cohort">Its cohort.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Date">Local date.</param>
/// <param name="Start">Local start.</param>
/// <param name="ForMinors">True: card code only.</param>
public sealed record CheckInDoor(string Ticket, string Program, string Cohort, string? Topic, DateOnly Date, TimeOnly Start, bool ForMinors);

/// <summary>What the presenter's screen shows.</summary>
/// <param name="Door">The session.</param>
/// <param name="Code">The code of this minute.</param>
/// <param name="Seconds">Seconds until the next code.</param>
/// <param name="Closed">Why check-in is not open now; null while it is.</param>
/// <param name="Here">People marked present or late.</param>
/// <param name="Enrolled">People with a seat.</param>
public sealed record CheckInScreen(CheckInDoor Door, string Code, int Seconds, Error? Closed, int Here, int Enrolled);

/// <summary>Somebody is checked in.</summary>
/// <param name="At">Local time of the mark.</param>
/// <param name="Again">True when it had been there before.</param>
public sealed record CheckedIn(TimeOnly At, bool Again);

/// <summary>No session has this code now.</summary>
public sealed record UnknownCheckInCode() : Error("This code is not valid now. Codes change every minute: type the one that is on the screen at this moment.");

/// <summary>Check-in has not begun.</summary>
public sealed record CheckInAhead(DateTime Opens) : Error("Check-in has not opened yet.");

/// <summary>The session has ended.</summary>
public sealed record CheckInOver() : Error("Check-in for this session is over. If you were there, tell the staff.");

/// <summary>Nothing was typed, or far too much.</summary>
public sealed record WhoIsMissing() : Error("Tell us who you are.");

/// <summary>Nobody fits, or more than one does; which of both is not told.</summary>
public sealed record NobodyFits() : Error("We could not find you. Check what you typed, use the code on your card, or ask the staff.");

/// <summary>Minors check in with their card alone.</summary>
public sealed record CardOnly() : Error("Please type the code on your card. Without a card, ask the staff.");

/// <summary>The person has no seat yet.</summary>
public sealed record NoSeatYet() : Error("You do not have a seat in this cohort yet. Please see the staff.");

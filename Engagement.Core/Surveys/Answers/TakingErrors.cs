using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>No code, a wrong one, a used one, one of another class: all the same, so that guessing tells nothing.</summary>
public sealed record WrongSurveyCode() : Error("We do not know this code here. Check each letter and digit, or ask the staff.");

/// <summary>What was typed can't be a code; says nothing about which codes exist.</summary>
public sealed record NotACode() : Error("The code on your card has 7 letters and digits, such as ABCD-EFG.");

/// <summary>The window has not opened. Said only to who has a code for it.</summary>
/// <param name="Opens">Local time; null: not decided.</param>
public sealed record SurveyAhead(DateTime? Opens) : Error("This survey is not open yet. Your teacher or the staff will tell you when it starts.");

/// <summary>The window is closed.</summary>
/// <param name="Closed">Local time.</param>
public sealed record SurveyClosed(DateTime Closed) : Error("This survey is closed. Thank you for coming by.");

/// <summary>The response does not exist any more; its code may still be good.</summary>
public sealed record ResponseGone() : Error("Please type your code again.");

/// <summary>The answers are in already, handed in elsewhere; what was sent now is not added.</summary>
/// <param name="Language">Language of the respondent.</param>
public sealed record AlreadyHandedIn(string Language) : Error("Your answers are already in.");

using System.Diagnostics.CodeAnalysis;

namespace Engagement.Core.Common;

/// <summary>An expected failure. Its text can be shown to a person as it is; unexpected failures throw.</summary>
/// <param name="Message">One or two plain sentences: what is wrong, and what to do.</param>
public abstract record Error(string Message);

/// <summary>The actor has no right to do this.</summary>
public sealed record Forbidden() : Error("You have no right to do this. Ask an administrator if you need it.");

/// <summary>The thing does not exist, or not for this actor.</summary>
public sealed record NotFound(string What) : Error($"{What} could not be found. It may have been removed.");

/// <summary>Somebody else saved the same thing in the meantime.</summary>
public sealed record Stale(string What)
    : Error($"{What} was changed by someone else while you were editing. Nothing you typed is lost: compare, then save again.");

/// <summary>The input breaks one or more rules; each message belongs to a field (the empty name: to the whole form).</summary>
public sealed record Invalid(IReadOnlyList<FieldProblem> Problems)
    : Error(string.Join(' ', Problems.Select(p => p.Message)))
{
    /// <summary>One problem of one field.</summary>
    public Invalid(string field, string message) : this([new FieldProblem(field, message)]) { }
}

/// <summary>What is wrong with one field; an empty <paramref name="Field"/> means the whole form.</summary>
public sealed record FieldProblem(string Field, string Message);

/// <summary>An operation that succeeds or gives a reason.</summary>
public readonly record struct Result
{
    private Result(Error? error) => Error = error;

    /// <summary>Why it failed; null when it succeeded.</summary>
    public Error? Error { get; }

    /// <summary>True when there is no error.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>Success.</summary>
    public static Result Success => default;

    /// <summary>A failure is its error.</summary>
    public static implicit operator Result(Error error) => new(error);
}

/// <summary>An operation that succeeds with a value or gives a reason.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    /// <summary>The value; only meaningful when <see cref="Ok"/>.</summary>
    public T? Value { get; }

    /// <summary>Why it failed; null when it succeeded.</summary>
    public Error? Error { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>The value, or an exception with the error's text where a failure would be a defect (demo data, tests).</summary>
    public T OrThrow() => Ok ? Value : throw new InvalidOperationException(Error.Message);

    /// <summary>Success with a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure is its error.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}

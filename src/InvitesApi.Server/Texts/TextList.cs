using System.Collections;
using System.Runtime.CompilerServices;

namespace InvitesApi.Server.Texts;

/// <summary>A list of texts that never changes, and is equal to another with the same texts in the same order.</summary>
/// <param name="texts">The texts.</param>
[CollectionBuilder(typeof(TextList), nameof(Of))]
public sealed class TextList(params string[] texts) : IReadOnlyList<string>, IEquatable<TextList>
{
    /// <summary>None.</summary>
    public static readonly TextList Empty = new();

    /// <inheritdoc/>
    public int Count => texts.Length;

    /// <inheritdoc/>
    public string this[int index] => texts[index];

    /// <summary>Makes one.</summary>
    /// <param name="texts">The texts.</param>
    public static TextList Of(ReadOnlySpan<string> texts) => texts.Length == 0 ? Empty : new TextList(texts.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)texts).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => texts.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(TextList? other) => other is not null && texts.AsSpan().SequenceEqual(other.ToArray());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        Array.ForEach(texts, text => hash.Add(text, StringComparer.Ordinal));
        return hash.ToHashCode();
    }

    /// <summary>The texts, with commas between them.</summary>
    public override string ToString() => string.Join(", ", texts);
}
